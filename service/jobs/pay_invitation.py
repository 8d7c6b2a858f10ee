"""Pays the stage that an invitation has come to: both members, or neither."""

from collections.abc import Iterable

import msgspec

from rewards.invitations.end import reject
from rewards.invitations.invitation import Invitation, InvitationState, Rejected
from rewards.invitations.refusals import InvitationUnknown
from rewards.invitations.stages import Paid, pay_first, pay_second
from rewards.ledger.earn import earn
from rewards.refusal import Refusal
from service.flows.invitations.tell_of_invitation import Role, event, members_of, message
from service.members.account import Account
from service.members.message import MessageKind
from service.members.refusals import MembershipNotActive
from service.members.states import State
from service.store.collection import Key
from service.store.path.command import Append, Command, Effect, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, INVITATIONS, TRANSFERS

# Leaving withdraws the enrolment: there is nobody left to pay. A paused membership only waits.
GONE = (State.CLOSING, State.ERASED)


class PayInvitation(msgspec.Struct, frozen=True, kw_only=True):
    """Which invitation; the stage is the one that its state has come to."""

    invitation: str


class InvitationPaid(msgspec.Struct, frozen=True, kw_only=True):
    """The state it is in now, and the seeds paid to both together."""

    invitation: str
    state: InvitationState
    seeds: int = 0


def needs(command: Command[PayInvitation], view: View) -> Iterable[Key]:
    """The invitation, then both accounts."""
    yield INVITATIONS.key(command.body.invitation)
    invitation = view.peek(INVITATIONS, command.body.invitation)
    if invitation is not None:
        yield from map(ACCOUNTS.key, members_of(invitation).values())


def decide(command: Command[PayInvitation], view: View) -> Outcome[InvitationPaid]:
    """A refusal leaves the invitation as it is, to be asked again by the next run."""
    invitation = view.get(INVITATIONS, command.body.invitation)
    if invitation is None:
        return Outcome(InvitationUnknown())
    members = members_of(invitation)
    found = {role: view.get(ACCOUNTS, account) for role, account in members.items()}
    accounts = {role: each for role, each in found.items() if each is not None}
    here = {role: each for role, each in accounts.items() if each.state not in GONE}
    if len(here) < len(Role):
        return _reject(command, invitation, accounts)
    paused = [each.state for each in here.values() if each.state is not State.ACTIVE]
    if paused:
        return Outcome(MembershipNotActive(state=paused[0]))
    paid = _stage(command, invitation, here[Role.INVITER])
    return Outcome(paid) if isinstance(paid, Refusal) else _pay(command, paid, here)


def _stage(
    command: Command[PayInvitation], invitation: Invitation, inviter: Account
) -> Paid | Refusal:
    at, numbers = command.domain_at, command.programme.numbers.invitations
    if invitation.state is InvitationState.HELD:
        return pay_second(invitation, inviter.inviting, at=at)
    return pay_first(invitation, inviter.inviting, at=at, numbers=numbers)


def _pay(
    command: Command[PayInvitation], paid: Paid, accounts: dict[Role, Account]
) -> Outcome[InvitationPaid]:
    """Ripe seeds for both. `paid` has their awards in the order of their roles."""
    effects: list[Effect] = [Put(INVITATIONS, paid.invitation)]
    for role, award in zip(Role, paid.transfers, strict=True):
        account, numbers = accounts[role], command.programme.numbers.ledger
        moved = earn(account.purse, award, existing=None, numbers=numbers)
        if isinstance(moved, Refusal):
            return Outcome(moved)
        inviting = paid.inviter if role is Role.INVITER else account.inviting
        after = msgspec.structs.replace(account, purse=moved.purse, inviting=inviting)
        effects += (
            Put(ACCOUNTS, after),
            *(Append(TRANSFERS, transfer) for transfer in moved.transfers),
            message(paid.invitation, MessageKind.INVITATION_PAID, role, seeds=award.amount),
            event(paid.invitation, "invitation_paid", role, seeds=award.amount),
        )
    seeds = sum(award.amount for award in paid.transfers)
    return Outcome(_answer(paid.invitation, seeds), tuple(effects))


def _reject(
    command: Command[PayInvitation], invitation: Invitation, accounts: dict[Role, Account]
) -> Outcome[InvitationPaid]:
    """Who has left is not paid, and then nobody is; both are told why, if there is an inbox."""
    after = reject(invitation, because=Rejected.MEMBERSHIP_ENDED, at=command.domain_at)
    if isinstance(after, Refusal):
        return Outcome(after)
    why = Rejected.MEMBERSHIP_ENDED.value
    told = [role for role, each in accounts.items() if each.state is not State.ERASED]
    return Outcome(
        _answer(after),
        (
            Put(INVITATIONS, after),
            *(message(after, MessageKind.INVITATION_REJECTED, role, why=why) for role in told),
            *(event(after, "invitation_rejected", role) for role in told),
        ),
    )


def _answer(invitation: Invitation, seeds: int = 0) -> InvitationPaid:
    return InvitationPaid(invitation=invitation.id, state=invitation.state, seeds=seeds)


PAY_INVITATION = Rule("pay_invitation", InvitationPaid, needs, decide)
