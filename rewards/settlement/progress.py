"""How far a settlement has come: a checkpoint that moves with every award.

A job may be cut at any moment: the checkpoint is written in the same transaction as the awards
before it, so whoever takes over begins at `applied`, and the derived ids rule out the rest.
"""

import enum
from typing import Annotated

import msgspec

from rewards.settlement.plan import Plan
from rewards.settlement.refusals import AwaitsApproval, ChunkOutOfTurn, WrongSettlementState

Count = Annotated[int, msgspec.Meta(ge=0)]


class SettlementState(enum.StrEnum):
    """`drafted -> planned -> (approved) -> applying -> applied -> verified`.

    Drafted: the plan is decided and its awards are being written; planned: all of them are there.
    """

    DRAFTED = "drafted"
    PLANNED = "planned"
    APPROVED = "approved"
    APPLYING = "applying"
    APPLIED = "applied"
    VERIFIED = "verified"


PAYABLE = (SettlementState.PLANNED, SettlementState.APPROVED, SettlementState.APPLYING)
PAID = (SettlementState.APPLIED, SettlementState.VERIFIED)


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """`applied` of `awards` awards are paid. `id` is the plan's.

    `needs_approval` if the pool is so large that an operator has to look; `approved_by` who did.
    """

    id: str
    awards: Count
    applied: Count = 0
    state: SettlementState = SettlementState.DRAFTED
    needs_approval: bool = False
    approved_by: str | None = None
    version: int = 1


def begin(plan: Plan, *, approve_above: int) -> Progress:
    """Nothing paid yet. A pool above `approve_above` seeds will wait for an operator."""
    return Progress(id=plan.id, awards=plan.awards, needs_approval=plan.pool > approve_above)


def planned(progress: Progress) -> Progress | WrongSettlementState:
    """The settlement once all its awards are written."""
    return _follow(progress, SettlementState.PLANNED, SettlementState.DRAFTED)


def waits(progress: Progress) -> bool:
    """True while an operator has to approve it."""
    return progress.needs_approval and progress.state is SettlementState.PLANNED


def approved(progress: Progress, by: str) -> Progress | WrongSettlementState:
    """The settlement after `by` has looked at it. What needs no approval may have one too."""
    after = _follow(progress, SettlementState.APPROVED, SettlementState.PLANNED)
    if isinstance(after, WrongSettlementState):
        return after
    return msgspec.structs.replace(after, approved_by=by)


def next_chunk(progress: Progress, *, most: int) -> range | None:
    """Indexes of the awards to pay next, `most` of them; None if it is not the time to pay.

    The last chunk, which may be empty, goes with the transfer of the remainder.
    """
    if progress.state not in PAYABLE or waits(progress):
        return None
    return range(progress.applied, min(progress.awards, progress.applied + most))


def is_last(progress: Progress, chunk: range) -> bool:
    """True if nothing is left to pay after `chunk`."""
    return chunk.stop >= progress.awards


def applied(
    progress: Progress, chunk: range
) -> Progress | AwaitsApproval | ChunkOutOfTurn | WrongSettlementState:
    """The checkpoint after `chunk` is paid; it has to begin where the last one ended."""
    if waits(progress):
        return AwaitsApproval(plan=progress.id)
    if chunk.start != progress.applied or not chunk.start <= chunk.stop <= progress.awards:
        return ChunkOutOfTurn(first=chunk.start, expected=progress.applied)
    after = _follow(progress, SettlementState.APPLYING, *PAYABLE)
    if isinstance(after, WrongSettlementState):
        return after
    return msgspec.structs.replace(after, applied=chunk.stop)


def finished(
    progress: Progress,
) -> Progress | AwaitsApproval | ChunkOutOfTurn | WrongSettlementState:
    """The settlement after every award is paid and the remainder has been moved."""
    after = applied(progress, range(progress.awards, progress.awards))
    if not isinstance(after, Progress):
        return after
    return msgspec.structs.replace(after, state=SettlementState.APPLIED)


def verified(progress: Progress) -> Progress | WrongSettlementState:
    """The settlement after its plan and payments have been compared without a violation."""
    return _follow(progress, SettlementState.VERIFIED, SettlementState.APPLIED)


def _follow(
    progress: Progress, wanted: SettlementState, *needed: SettlementState
) -> Progress | WrongSettlementState:
    if progress.state not in needed:
        return WrongSettlementState(state=progress.state, needed=needed)
    return msgspec.structs.replace(progress, state=wanted)
