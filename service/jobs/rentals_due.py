"""What the jobs of rentals share: the next rentals that are due, a command for each."""

from typing import Any

import msgspec

from rewards.calendar import Instant
from service.jobs.job import Chunk, Run
from service.jobs.pages import due_ids
from service.store.path.command import Rule
from service.store.schema.page import RENTALS

BY_END = "state_1_ends_at_1"
BY_STATE_AT = "state_1_state_at_1"


class RentalDue(msgspec.Struct, frozen=True, kw_only=True):
    """The time of `rental` was over by `as_of`, as far as the job has seen."""

    rental: str
    as_of: Instant


class RentalMoved(msgspec.Struct, frozen=True, kw_only=True):
    """Whether anything happened: somebody may have been faster."""

    moved: bool


async def next_due(
    run: Run, checkpoint: str | None, rule: Rule[Any, Any], matching: dict[str, Any], *, index: str
) -> Chunk | None:
    """Up to 500 rentals matching a query, in order of id. None at the end."""
    ids = await due_ids(run.context.store, RENTALS, checkpoint, matching, hint=index)
    if not ids:
        return None
    return Chunk(
        after=ids[-1],
        commands=tuple(run.command(rule, RentalDue(rental=id_, as_of=run.as_of)) for id_ in ids),
        items=ids,
    )
