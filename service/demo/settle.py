"""Settles the demo's people: each signs in, joins, consents and does some tasks."""

import asyncio
from typing import Any

import msgspec

from rewards.refusal import Refusal
from service.demo.people import Person, people
from service.flows.context import Context
from service.flows.membership.activate import ACTIVATE, Activate
from service.flows.membership.grant_consent import GRANT_CONSENT, GrantConsent
from service.flows.seeds.collect import COLLECT, Collect
from service.flows.sign_in.request_code import REQUEST_CODE, RequestCode
from service.flows.sign_in.sign_in import SIGN_IN, SignedIn, SignIn
from service.flows.tasks.event import SourceEvent
from service.flows.tasks.join_task import JOIN_TASK, JoinTask
from service.flows.tasks.report_event import REPORT_EVENT
from service.keys import Keys, read_contact
from service.members.consents import Purpose
from service.programme import consent_text
from service.store.path.command import Rule
from service.store.schema.page import CLAIMS

BOARD = "seeds-weekly"


class DemoError(Exception):
    """The demo cannot be set up; the text is one line for a person."""


async def settle(context: Context, keys: Keys) -> int:
    """Makes every person of the demo a member; returns how many there are. Safe to repeat."""
    everyone = people()
    await asyncio.gather(*(_Settler(context, keys, person).settle() for person in everyone))
    return len(everyone)


class _Settler:
    def __init__(self, context: Context, keys: Keys, person: Person) -> None:
        contact = read_contact(person.contact)
        if isinstance(contact, Refusal):
            raise DemoError(contact.detail())
        self._context, self._keys, self._person = context, keys, person
        self._contact = keys.contact_hash(contact)

    async def settle(self) -> None:
        known = await self._context.store.get(CLAIMS, f"contact:{self._contact}")
        if known is not None:
            return
        signed = await self._sign_in()
        await self._activate(signed)
        await self._consent(signed.account, Purpose.SCORE, "programme")
        await self._consent(signed.account, Purpose.BOARD, BOARD)
        for task in self._person.tasks:
            await self._do(signed.account, task)
        await self._apply(COLLECT, Collect(account=signed.account))

    async def _sign_in(self) -> SignedIn:
        code = self._keys.code_hash(self._contact, self._keys.new_code())
        await self._apply(REQUEST_CODE, RequestCode(contact=self._contact), ids=(code,))
        body = SignIn(contact=self._contact, code=code, device="demo")
        signed: SignedIn = await self._apply(SIGN_IN, body)
        return signed

    async def _activate(self, signed: SignedIn) -> None:
        body = Activate(
            account=signed.account,
            member=signed.member,
            text_sha256=self._text(Purpose.ENROLMENT),
            display_name=self._person.name,
            zone=self._person.zone,
            birth_year=self._person.birth_year,
        )
        await self._apply(ACTIVATE, body)

    async def _consent(self, account: str, purpose: Purpose, counterparty: str) -> Any:
        body = GrantConsent(
            account=account,
            purpose=purpose,
            counterparty=counterparty,
            text_sha256=self._text(purpose),
        )
        return await self._apply(GRANT_CONSENT, body)

    async def _do(self, account: str, task: str) -> None:
        """Joins a task and has its merchant report it."""
        known = next(each for each in self._context.programme().tasks if each.id == task)
        await self._apply(JOIN_TASK, JoinTask(account=account, task=task))
        merchant = known.sources[0]
        granted = await self._consent(account, Purpose.TASK_EVENTS, merchant)
        body = SourceEvent(
            source=merchant,
            member=granted.pseudonym,
            task=task,
            event="demo",
            event_at=self._context.clock.domain_now(),
        )
        await self._apply(REPORT_EVENT, body)

    def _text(self, purpose: Purpose) -> str:
        return consent_text(self._context.programme(), purpose).sha256

    async def _apply(self, rule: Rule[Any, Any], body: msgspec.Struct, **more: Any) -> Any:
        answered = await self._context.apply(rule, body, caller="demo", key=None, **more)
        if isinstance(answered.answer, Refusal):
            raise DemoError(f"{self._person.name}: {answered.answer.detail()}")
        return answered.answer
