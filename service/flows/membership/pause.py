"""A member pauses: nothing accrues or expires, and others do not see them, until they resume."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.membership.changed import effects_of
from service.flows.own import AccountGone, own_account
from service.members.pause import pause
from service.store.collection import Key
from service.store.owner import of_account
from service.store.path.command import Command, Emit, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, MEMBERS


class Pause(msgspec.Struct, frozen=True, kw_only=True):
    """Whose membership: the account, and its member for the mirror of the state."""

    account: str
    member: str


class MembershipPaused(msgspec.Struct, frozen=True, kw_only=True):
    """Paused since `state_at`."""

    state: str
    state_at: Instant


def needs(command: Command[Pause], _view: View) -> Iterable[Key]:
    """Account and member: the state is kept in both."""
    yield ACCOUNTS.key(command.body.account)
    yield MEMBERS.key(command.body.member)


def decide(command: Command[Pause], view: View) -> Outcome[MembershipPaused]:
    """Only the state changes; what follows from it, everybody reads there."""
    account = own_account(command, view)
    member = view.own(MEMBERS, command.body.member, of_account(command.body.account))
    if isinstance(account, Refusal) or member is None:
        return Outcome(AccountGone())
    changed = pause(account, at=command.domain_at, numbers=command.programme.numbers.members)
    if isinstance(changed, Refusal):
        return Outcome(changed)
    answer = MembershipPaused(state=changed.account.state, state_at=changed.account.state_at)
    told = Emit(account=account.id, kind="membership_paused", data=answer)
    return Outcome(answer, (*effects_of(changed, member), told))


PAUSE = Rule("pause_membership", MembershipPaused, needs, decide)
