"""A member resumes: what would have passed by time meanwhile has as much time as before."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

import msgspec

from rewards.calendar import Instant
from rewards.invitations.give_time import give_time
from rewards.refusal import Refusal
from service.flows.membership.changed import effects_of
from service.flows.own import AccountGone, own_account
from service.members.account import Account
from service.members.resume import given_back, resume
from service.store.collection import Key
from service.store.owner import Owner, of_account
from service.store.path.command import Command, Effect, Emit, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, INVITATIONS, MEMBERS


class Resume(msgspec.Struct, frozen=True, kw_only=True):
    """`invitations` are those of the account that wait to be taken up: none is issued while it is
    paused, so whoever reads them before the command has read all."""

    account: str
    member: str
    invitations: tuple[str, ...] = ()


class MembershipResumed(msgspec.Struct, frozen=True, kw_only=True):
    """Active since `state_at`; dates that would have passed are `seconds_given` later."""

    state: str
    state_at: Instant
    seconds_given: int


def needs(command: Command[Resume], view: View) -> Iterable[Key]:
    """Account and member, and the invitations that wait for the account."""
    body = command.body
    yield ACCOUNTS.key(body.account)
    yield MEMBERS.key(body.member)
    account = view.peek(ACCOUNTS, body.account)
    for invitation in (*body.invitations, *(_came_by(account) if account else ())):
        yield INVITATIONS.key(invitation)


def decide(command: Command[Resume], view: View) -> Outcome[MembershipResumed]:
    """Active again, with all dates that the account has a part in."""
    account = own_account(command, view)
    member = view.own(MEMBERS, command.body.member, of_account(command.body.account))
    if isinstance(account, Refusal) or member is None:
        return Outcome(AccountGone())
    numbers = command.programme.numbers.members
    changed = resume(
        account,
        at=command.domain_at,
        numbers=numbers,
        languages={each.sha256: each.language for each in command.programme.consent_texts},
    )
    if isinstance(changed, Refusal):
        return Outcome(changed)
    by = given_back(account, command.domain_at, numbers)
    answer = MembershipResumed(
        state=changed.account.state,
        state_at=changed.account.state_at,
        seconds_given=int(by.total_seconds()),
    )
    told = Emit(account=account.id, kind="membership_resumed", data=answer)
    waiting = _invitations(command, view, account, by)
    return Outcome(answer, (*effects_of(changed, member), *waiting, told))


def _came_by(account: Account) -> tuple[str, ...]:
    """The invitation by which it came, while that is pending."""
    inviting = account.inviting
    pending = inviting.invitation is not None and inviting.days is not None
    return (inviting.invitation,) if pending and inviting.invitation else ()


def _invitations(
    command: Command[Resume], view: View, account: Account, by: timedelta
) -> Iterator[Effect]:
    mine = [(id_, Owner("inviter", account.id)) for id_ in dict.fromkeys(command.body.invitations)]
    theirs = [(id_, Owner("newcomer", account.id)) for id_ in _came_by(account)]
    for id_, owner in (*mine, *theirs):
        if view.reference(INVITATIONS, id_) is None:
            continue
        invitation = view.own(INVITATIONS, id_, owner)
        # One that was taken up meanwhile waits for its newcomer, not for this account.
        if invitation is None or (owner.field == "inviter" and invitation.newcomer is not None):
            continue
        later = give_time(invitation, by=by, since=account.state_at)
        if later != invitation:
            yield Put(INVITATIONS, later)


RESUME = Rule("resume_membership", MembershipResumed, needs, decide)
