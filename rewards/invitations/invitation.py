"""An invitation and its machine: which state may follow which."""

import enum
from datetime import datetime, timedelta

import msgspec

from rewards.calendar import Instant
from rewards.economy import InvitationNumbers
from rewards.invitations.refusals import WrongInvitationState
from rewards.ledger.amount import Amount
from rewards.ledger.ids import part


class InvitationState(enum.StrEnum):
    """`issued -> joined -> qualified -> held -> paid`, or `rejected`, or `expired`."""

    ISSUED = "issued"
    JOINED = "joined"
    QUALIFIED = "qualified"
    HELD = "held"
    PAID = "paid"
    REJECTED = "rejected"
    EXPIRED = "expired"


_S = InvitationState

TRANSITIONS: dict[InvitationState, frozenset[InvitationState]] = {
    _S.ISSUED: frozenset({_S.JOINED, _S.EXPIRED}),
    _S.JOINED: frozenset({_S.QUALIFIED, _S.REJECTED, _S.EXPIRED}),
    _S.QUALIFIED: frozenset({_S.HELD, _S.REJECTED}),
    _S.HELD: frozenset({_S.PAID, _S.REJECTED}),
    _S.PAID: frozenset(),
    _S.REJECTED: frozenset(),
    _S.EXPIRED: frozenset(),
}


class Rejected(enum.StrEnum):
    """Why an invitation is not paid any further; both members can read it."""

    MEMBERSHIP_ENDED = "membership_ended"
    BY_OPERATOR = "by_operator"


class Invitation(msgspec.Struct, frozen=True, kw_only=True):
    """From `inviter` to `newcomer` (None until taken up), worth what was promised when issued.

    `ends_at` is when the present state ends by itself, None if it does not. `joined_at` is the time
    it was taken up, `held_at` that of the first payment.
    """

    id: str
    inviter: str
    inviter_seeds: Amount
    newcomer_seeds: Amount
    first_percent: int
    issued_at: Instant
    state: InvitationState
    state_at: Instant
    ends_at: Instant | None
    newcomer: str | None = None
    joined_at: Instant | None = None
    qualified_at: Instant | None = None
    held_at: Instant | None = None
    rejected: Rejected | None = None
    version: int = 1


def issue(invitation: str, *, inviter: str, at: datetime, numbers: InvitationNumbers) -> Invitation:
    """An invitation under the id `invitation`, which is its code. ValueError if it is no id part.

    Whether the inviter may have one more is for `inviting.opened` to say.
    """
    return Invitation(
        id=part(invitation),
        inviter=inviter,
        inviter_seeds=numbers.inviter_seeds,
        newcomer_seeds=numbers.newcomer_seeds,
        first_percent=numbers.first_percent,
        issued_at=at,
        state=InvitationState.ISSUED,
        state_at=at,
        ends_at=at + timedelta(days=numbers.expiry_days),
    )


def follow(invitation: Invitation, wanted: InvitationState) -> WrongInvitationState | None:
    """None if `wanted` may follow the invitation's state; else a refusal naming what may."""
    allowed = TRANSITIONS[invitation.state]
    if wanted in allowed:
        return None
    return WrongInvitationState(
        state=invitation.state, wanted=wanted, allowed=tuple(sorted(allowed))
    )


def enter(
    invitation: Invitation, state: InvitationState, at: datetime, ends_at: datetime | None = None
) -> Invitation:
    """The invitation in another state since `at`."""
    return msgspec.structs.replace(invitation, state=state, state_at=at, ends_at=ends_at)
