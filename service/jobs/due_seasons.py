"""Which seasons a job has to deal with, in order of time."""

from datetime import datetime
from typing import Any

from rewards.boards.season import SeasonRun, SeasonState
from service.jobs.job import Chunk, Run
from service.settlement.seasons.move import MoveSeason
from service.store.path.command import Rule
from service.store.schema.page import SEASONS
from service.store.store import Store

# The state a season waits in, and the time at which it goes on.
WAITS = {
    SeasonState.SCHEDULED: "starts_at",
    SeasonState.OPEN: "ends_at",
    SeasonState.FROZEN: "settles_at",
    SeasonState.SETTLED: "archives_at",
}
DONE = "done"


async def due_seasons(store: Store, state: SeasonState, as_of: datetime) -> list[SeasonRun]:
    """Those in `state` whose next step is due as of then, the oldest first."""
    field = WAITS[state]
    stages: list[dict[str, Any]] = [
        {"$match": {"state": state.value, field: {"$lte": as_of}}},
        {"$sort": {field: 1, "_id": 1}},
    ]
    return [SEASONS.decode(raw) async for raw in store.pipeline(SEASONS, stages)]


async def one_step(
    run: Run, checkpoint: str | None, state: SeasonState, rule: Rule[Any, Any]
) -> Chunk | None:
    """One chunk with a command for every season that is due; None after it."""
    if checkpoint == DONE:
        return None
    due = await due_seasons(run.context.store, state, run.as_of)
    return Chunk(
        after=DONE,
        commands=tuple(run.command(rule, MoveSeason(season=season)) for season in due),
        items=tuple(season.id for season in due),
    )
