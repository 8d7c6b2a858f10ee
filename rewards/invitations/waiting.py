"""What an invitation waits for and what it has paid: what its two members can read about it."""

import enum
from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.economy import InvitationNumbers
from rewards.invitations.invitation import Invitation, InvitationState
from rewards.invitations.inviting import Inviting, counted
from rewards.invitations.refusals import TooManyPaid
from rewards.invitations.stages import stages_paid, transfers_of


class WaitsFor(enum.StrEnum):
    """The next thing that has to happen."""

    NEWCOMER = "newcomer"  # somebody takes it up
    TASKS = "tasks"  # the newcomer does trusted tasks
    PAYMENT = "payment"  # the next run of the job
    ROOM = "room"  # fewer of the inviter's invitations paid within the last days
    HOLD = "hold"


class Waiting(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`until` is when that is over: it goes on then, or expires if nothing has happened."""

    waits_for: WaitsFor
    until: Instant | None = None


_BY_ITSELF = {
    InvitationState.ISSUED: WaitsFor.NEWCOMER,
    InvitationState.JOINED: WaitsFor.TASKS,
    InvitationState.HELD: WaitsFor.HOLD,
}


def waiting(
    invitation: Invitation, inviter: Inviting | None, *, at: datetime, numbers: InvitationNumbers
) -> Waiting | None:
    """What comes next; None of an invitation that has ended.

    `inviter` is what the inviter's account remembers: None for the newcomer, whom it does not
    concern how many others the inviter has brought.
    """
    if invitation.state in _BY_ITSELF:
        return Waiting(waits_for=_BY_ITSELF[invitation.state], until=invitation.ends_at)
    if invitation.state is not InvitationState.QUALIFIED:
        return None
    room = None if inviter is None else counted(inviter, at=at, numbers=numbers)
    if isinstance(room, TooManyPaid):
        return Waiting(waits_for=WaitsFor.ROOM, until=room.next_at)
    return Waiting(waits_for=WaitsFor.PAYMENT)


def paid_to(invitation: Invitation, account: str) -> int:
    """Seeds that this one of the two has had from it so far."""
    return sum(
        transfer.amount
        for stage in stages_paid(invitation)
        for transfer in transfers_of(invitation, stage, invitation.state_at)
        if transfer.account == account
    )
