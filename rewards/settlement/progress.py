"""How far a settlement has come: a checkpoint that moves with every chunk of awards.

A job may be cut at any moment: the checkpoint is written in the same transaction as the awards
before it, so whoever takes over begins at `applied`, and the derived ids rule out the rest.
"""

import enum
from typing import Annotated

import msgspec

from rewards.settlement.plan import Plan
from rewards.settlement.refusals import ChunkOutOfTurn, WrongSettlementState

Count = Annotated[int, msgspec.Meta(ge=0)]


class SettlementState(enum.StrEnum):
    """`planned -> applying -> applied -> verified`."""

    PLANNED = "planned"
    APPLYING = "applying"
    APPLIED = "applied"
    VERIFIED = "verified"


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """`applied` of `awards` awards are paid. `id` is the plan's."""

    id: str
    awards: Count
    applied: Count = 0
    state: SettlementState = SettlementState.PLANNED
    version: int = 1


def begin(plan: Plan) -> Progress:
    """Nothing paid yet."""
    return Progress(id=plan.id, awards=plan.awards)


def next_chunk(progress: Progress, *, most: int) -> range | None:
    """Indexes of the awards to pay next, `most` of them; None once all is paid.

    The last chunk, which may be empty, goes with the transfer of the remainder.
    """
    if progress.state in (SettlementState.APPLIED, SettlementState.VERIFIED):
        return None
    return range(progress.applied, min(progress.awards, progress.applied + most))


def is_last(progress: Progress, chunk: range) -> bool:
    """True if nothing is left to pay after `chunk`."""
    return chunk.stop >= progress.awards


def applied(progress: Progress, chunk: range) -> Progress | ChunkOutOfTurn | WrongSettlementState:
    """The checkpoint after `chunk` is paid; it has to begin where the last one ended."""
    if next_chunk(progress, most=1) is None:
        return _wrong(progress, SettlementState.PLANNED, SettlementState.APPLYING)
    if chunk.start != progress.applied or not chunk.start <= chunk.stop <= progress.awards:
        return ChunkOutOfTurn(first=chunk.start, expected=progress.applied)
    state = SettlementState.APPLIED if is_last(progress, chunk) else SettlementState.APPLYING
    return msgspec.structs.replace(progress, applied=chunk.stop, state=state)


def verified(progress: Progress) -> Progress | WrongSettlementState:
    """The settlement after its plan and payments have been compared without a violation."""
    if progress.state is not SettlementState.APPLIED:
        return _wrong(progress, SettlementState.APPLIED)
    return msgspec.structs.replace(progress, state=SettlementState.VERIFIED)


def _wrong(progress: Progress, *needed: SettlementState) -> WrongSettlementState:
    return WrongSettlementState(state=progress.state, needed=needed)
