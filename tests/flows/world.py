"""What people do, one line each, through the flows as the doors would call them."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

import msgspec

from rewards.invitations.code import read_code
from rewards.perks.typed_code import DIGITS
from service.clock import FixedClock
from service.flows.context import Context
from service.flows.invitations.attach_invitation import ATTACH_INVITATION, AttachInvitation
from service.flows.invitations.issue_invitation import ISSUE_INVITATION, IssueInvitation
from service.flows.membership.activate import ACTIVATE, Activate
from service.flows.membership.grant_consent import GRANT_CONSENT, GrantConsent
from service.flows.membership.withdraw_consent import WITHDRAW_CONSENT, WithdrawConsent
from service.flows.perks.check_eligibility import CHECK_ELIGIBILITY, CheckEligibility
from service.flows.perks.open_pass import OPEN_PASS, OpenPass
from service.flows.seeds.collect import COLLECT, Collect
from service.flows.sign_in.request_code import REQUEST_CODE, RequestCode
from service.flows.sign_in.sign_in import SIGN_IN, SignedIn, SignIn
from service.flows.tasks.event import SourceEvent
from service.flows.tasks.join_task import JOIN_TASK, JoinTask
from service.flows.tasks.report_event import REPORT_EVENT
from service.flows.tasks.reverse_event import REVERSE_EVENT
from service.members.account import Account
from service.members.consents import PROGRAMME, Purpose
from service.programme import consent_text
from service.store.owner import EVERYBODY
from service.store.path.command import Answered, Rule
from service.store.schema.page import ACCOUNTS
from tests.people import UMBRELLA_KIOSK, Person


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class World:
    """A running programme. Every step returns what the caller would be answered."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._keys = 0

    @property
    def clock(self) -> FixedClock:
        clock: Any = self.context.clock
        assert isinstance(clock, FixedClock)
        return clock

    async def apply(
        self, rule: Rule[Any, Any], body: msgspec.Struct, *, key: str | None = None, **more: Any
    ) -> Answered[Any]:
        """One request; a new key each time unless one is given."""
        self._keys += 1
        caller = more.pop("caller", "test")
        return await self.context.apply(
            rule, body, caller=caller, key=key or f"key-{self._keys}", **more
        )

    async def request_code(self, contact: str, code: str = "123456") -> Any:
        body = RequestCode(contact=contact)
        return (await self.apply(REQUEST_CODE, body, ids=(sha256(code),))).answer

    async def sign_in(self, contact: str, code: str = "123456", **more: Any) -> Any:
        body = SignIn(contact=contact, code=sha256(code), device="phone")
        return (await self.apply(SIGN_IN, body, **more)).answer

    async def newcomer(self, person: Person) -> SignedIn:
        """Signed in for the first time, agreed to nothing yet."""
        await self.request_code(person.name)
        signed = await self.sign_in(person.name)
        assert isinstance(signed, SignedIn)
        return signed

    async def member(self, person: Person) -> SignedIn:
        """Signed in and enrolled, and no more than that."""
        signed = await self.newcomer(person)
        body = Activate(
            account=signed.account,
            member=signed.member,
            text_sha256=self.text(Purpose.ENROLMENT),
            display_name=person.name,
            zone=person.zone,
            birth_year=person.birth_year,
        )
        await self.apply(ACTIVATE, body)
        return signed

    def text(self, purpose: Purpose) -> str:
        return consent_text(self.context.programme(), purpose).sha256

    async def grant(self, who: SignedIn, purpose: Purpose, counterparty: str = PROGRAMME) -> Any:
        body = GrantConsent(
            account=who.account,
            purpose=purpose,
            counterparty=counterparty,
            text_sha256=self.text(purpose),
        )
        return (await self.apply(GRANT_CONSENT, body)).answer

    async def withdraw(self, who: SignedIn, purpose: Purpose, counterparty: str = PROGRAMME) -> Any:
        body = WithdrawConsent(
            account=who.account, member=who.member, purpose=purpose, counterparty=counterparty
        )
        return (await self.apply(WITHDRAW_CONSENT, body)).answer

    async def join(self, who: SignedIn, task: str) -> Any:
        return (await self.apply(JOIN_TASK, JoinTask(account=who.account, task=task))).answer

    async def linked(self, person: Person, task: str = "return-umbrella") -> tuple[SignedIn, str]:
        """A member who follows a task and is linked to the kiosk; and the kiosk's id for them."""
        who = await self.member(person)
        await self.join(who, task)
        granted = await self.grant(who, Purpose.TASK_EVENTS, UMBRELLA_KIOSK)
        return who, granted.pseudonym

    async def complete(self, member: str, **more: Any) -> Answered[Any]:
        return await self.apply(REPORT_EVENT, self.event(member, more), **more)

    async def reverse(self, member: str, **more: Any) -> Answered[Any]:
        return await self.apply(REVERSE_EVENT, self.event(member, more), **more)

    def event(self, member: str, more: dict[str, Any]) -> SourceEvent:
        """Takes what is about the event out of `more`; without an `event`, its time tells it."""
        at = more.pop("event_at", None) or self.clock.domain_now()
        return SourceEvent(
            source=more.pop("merchant", UMBRELLA_KIOSK),
            member=member,
            task=more.pop("task", "return-umbrella"),
            event=more.pop("event", None) or at.isoformat(),
            event_at=at,
            amount=more.pop("amount", 1),
        )

    async def collect(self, who: SignedIn, *awards: str) -> Any:
        body = Collect(account=who.account, awards=awards or None)
        return (await self.apply(COLLECT, body)).answer

    async def open_pass(self, who: SignedIn, perk: str, merchant: str) -> Any:
        body = OpenPass(account=who.account, perk=perk, merchant=merchant)
        return (await self.apply(OPEN_PASS, body)).answer

    async def check(self, token: str, merchant: str, **more: Any) -> Answered[Any]:
        """What the till of `merchant` is answered, by a token or by the digits of one."""
        typed = len(token) == DIGITS
        body = CheckEligibility(
            merchant=merchant, token="" if typed else token, code=token if typed else ""
        )
        return await self.apply(CHECK_ELIGIBILITY, body, **more)

    async def invite(self, who: SignedIn) -> str:
        """The code of a new invitation."""
        body = IssueInvitation(account=who.account)
        code: str = (await self.apply(ISSUE_INVITATION, body)).answer.code
        return code

    async def attach(self, who: SignedIn, code: str, **more: Any) -> Any:
        body = AttachInvitation(account=who.account, code=read_code(code) or code)
        return (await self.apply(ATTACH_INVITATION, body, **more)).answer

    async def account(self, who: SignedIn) -> Account:
        account = await self.context.store.get(ACCOUNTS, who.account, owner=EVERYBODY)
        assert account is not None
        return account

    def later(self, **by: float) -> datetime:
        """Time passes."""
        self.clock.advance(timedelta(**by))
        return self.clock.server_now()
