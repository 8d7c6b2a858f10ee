"""A member takes a consent back; it acts on the next call of anybody."""

from collections.abc import Iterable

import msgspec

from rewards.refusal import Refusal
from service.flows.membership.changed import effects_of
from service.flows.own import AccountGone, own_account
from service.members.consents import Purpose
from service.members.withdraw import withdraw
from service.store.collection import Key
from service.store.owner import of_account
from service.store.path.command import Command, Emit, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, MEMBERS


class WithdrawConsent(msgspec.Struct, frozen=True, kw_only=True):
    """Which consent. Withdrawing the enrolment begins to close the membership."""

    account: str
    member: str
    purpose: Purpose
    counterparty: str


class ConsentWithdrawn(msgspec.Struct, frozen=True, kw_only=True):
    """What is no longer allowed, and what the membership is now."""

    purpose: Purpose
    counterparty: str
    state: str


def needs(command: Command[WithdrawConsent], _view: View) -> Iterable[Key]:
    """Account and member: withdrawing the enrolment changes the state in both."""
    yield ACCOUNTS.key(command.body.account)
    yield MEMBERS.key(command.body.member)


def decide(command: Command[WithdrawConsent], view: View) -> Outcome[ConsentWithdrawn]:
    """Possible in every state: nobody has to be active to say no."""
    body = command.body
    account = own_account(command, view)
    member = view.own(MEMBERS, body.member, of_account(body.account))
    if isinstance(account, Refusal) or member is None:
        return Outcome(AccountGone())
    changed = withdraw(
        account,
        purpose=body.purpose,
        counterparty=body.counterparty,
        at=command.domain_at,
        numbers=command.programme.numbers.members,
    )
    if isinstance(changed, Refusal):
        return Outcome(changed)
    answer = ConsentWithdrawn(
        purpose=body.purpose, counterparty=body.counterparty, state=changed.account.state
    )
    told = Emit(account=account.id, kind="consent_withdrawn", data=answer)
    return Outcome(answer, (*effects_of(changed, member), told))


WITHDRAW_CONSENT = Rule("withdraw_consent", ConsentWithdrawn, needs, decide)
