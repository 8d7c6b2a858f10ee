"""The two payments of an invitation: a part when it qualifies, the rest after the hold.

Each stage pays both members, in one step.
"""

import enum
from datetime import datetime, timedelta

import msgspec

from rewards.economy import InvitationNumbers
from rewards.invitations.invitation import Invitation, InvitationState, enter, follow
from rewards.invitations.inviting import Inviting, counted
from rewards.invitations.refusals import HoldNotOver, TooManyPaid, WrongInvitationState
from rewards.ledger.ids import invitation_id
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer, move
from rewards.refusal import Refusal
from rewards.shares import largest_remainder


class Stage(enum.StrEnum):
    """Which of the two payments."""

    FIRST = "first"
    SECOND = "second"


# Which stages are paid in a state. A rejected one may have had its first.
_PAID = {
    InvitationState.HELD: frozenset({Stage.FIRST}),
    InvitationState.PAID: frozenset({Stage.FIRST, Stage.SECOND}),
}


class Paid(msgspec.Struct, frozen=True, kw_only=True):
    """The invitation after a stage, what the inviter remembers, and the two awards to earn."""

    invitation: Invitation
    inviter: Inviting
    transfers: tuple[Transfer, ...]


def pay_first(
    invitation: Invitation, inviter: Inviting, *, at: datetime, numbers: InvitationNumbers
) -> Paid | WrongInvitationState | TooManyPaid:
    """Pay the first part of a qualified invitation, if the inviter's turn has come; then hold."""
    if (wrong := follow(invitation, InvitationState.HELD)) is not None:
        return wrong
    more = counted(inviter, at=at, numbers=numbers)
    if isinstance(more, Refusal):
        return more
    until = at + timedelta(days=numbers.hold_days)
    after = enter(invitation, InvitationState.HELD, at, until)
    return Paid(
        invitation=msgspec.structs.replace(after, held_at=at),
        inviter=more,
        transfers=transfers_of(invitation, Stage.FIRST, at),
    )


def pay_second(
    invitation: Invitation, inviter: Inviting, *, at: datetime
) -> Paid | WrongInvitationState | HoldNotOver:
    """Pay the rest of a held invitation, once its hold is over."""
    if (wrong := follow(invitation, InvitationState.PAID)) is not None:
        return wrong
    if invitation.ends_at is not None and at < invitation.ends_at:
        return HoldNotOver(until=invitation.ends_at)
    return Paid(
        invitation=enter(invitation, InvitationState.PAID, at),
        inviter=inviter,
        transfers=transfers_of(invitation, Stage.SECOND, at),
    )


def stages_paid(invitation: Invitation) -> frozenset[Stage]:
    """The stages that the invitation has paid, by its state."""
    if invitation.state is InvitationState.REJECTED and invitation.held_at is not None:
        return frozenset({Stage.FIRST})
    return _PAID.get(invitation.state, frozenset())


def transfers_of(invitation: Invitation, stage: Stage, at: datetime) -> tuple[Transfer, ...]:
    """What a stage pays: to the inviter, then to the newcomer. The stages sum to the promise.

    ValueError if nobody has taken the invitation up.
    """
    if invitation.newcomer is None:
        raise ValueError(f"{invitation.id} has brought nobody")
    return (
        _transfer(invitation, stage, "inviter", invitation.inviter, invitation.inviter_seeds, at),
        _transfer(
            invitation, stage, "newcomer", invitation.newcomer, invitation.newcomer_seeds, at
        ),
    )


def _transfer(
    invitation: Invitation, stage: Stage, who: str, account: str, seeds: int, at: datetime
) -> Transfer:
    first, second = largest_remainder(
        seeds, (invitation.first_percent, 100 - invitation.first_percent)
    )
    return move(
        Reason.INVITATION,
        transfer_id=invitation_id(invitation=invitation.id, stage=stage, who=who),
        amount=first if stage is Stage.FIRST else second,
        account=account,
        at=at,
    )
