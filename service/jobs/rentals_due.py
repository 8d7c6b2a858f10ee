"""What the jobs of rentals share: the next rentals that are due, a command for each."""

from typing import Any

import msgspec

from rewards.calendar import Instant
from service.jobs.job import Chunk, Run
from service.jobs.pages import PAGE
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
    """Up to 500 rentals matching a query, in order of id. None at the end.

    Only ids are read, so a document that nobody can read is the trouble of its own command. Few
    rentals are due and many are over, so the order of ids must not tempt the database to walk
    through all of them: `index` is the one to use.
    """
    stages: list[dict[str, Any]] = [
        {"$match": {"_id": {"$gt": checkpoint or ""}, **matching}},
        {"$sort": {"_id": 1}},
        {"$limit": PAGE},
        {"$project": {"_id": 1}},
    ]
    rows = run.context.store.pipeline(RENTALS, stages, hint=index)
    ids = tuple([row["_id"] async for row in rows])
    if not ids:
        return None
    return Chunk(
        after=ids[-1],
        commands=tuple(run.command(rule, RentalDue(rental=id_, as_of=run.as_of)) for id_ in ids),
        items=ids,
    )
