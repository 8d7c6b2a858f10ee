"""Job: tell everybody who was on a board in a season so, in their access logs.

A look at a board asks nobody, so the looks of a whole season are one. Who was on it is what the
season's result was made of: consent in force at its cut-off, and something earned.
"""

from typing import Any

from rewards.boards.season import RESULT, SeasonRun
from rewards.settlement.plan import plan_id
from service.jobs.job import Chunk, Run
from service.settlement.rows import next_rows
from service.settlement.seasons.log_board import ALL_LOGGED, LOG_BOARD, LogBoard
from service.settlement.seasons.move import MoveSeason
from service.settlement.seasons.settle import REVISION
from service.store.schema.page import PLAN_INPUTS, SEASONS
from service.store.store import Store

MOST = 500
"""Looks of a chunk: each transaction stays well below a second, and members are served between."""


async def next_chunk(run: Run, checkpoint: str | None, *, most: int = MOST) -> Chunk | None:
    """Up to 500 members of the first season that has a result and is not logged; behind the last of
    them, the season.

    A checkpoint is the id of a row of a season's plan, or of a season that is logged.
    """
    season = await _next_season(run.context.store)
    if season is None:
        return None
    plan = plan_id(subject=season.id, revision=REVISION)
    after = checkpoint if checkpoint and checkpoint.startswith(f"{plan}:") else f"{plan}:"
    rows = await next_rows(run.context.store, PLAN_INPUTS, plan, after, most)
    if not rows:
        done = run.command(ALL_LOGGED, MoveSeason(season=season))
        return Chunk(after=season.id, commands=(done,), items=(season.id,), essential=True)
    bodies = [LogBoard(season=season, standing=row.standing) for row in rows]
    return Chunk(
        after=rows[-1].id,
        commands=tuple(run.command(LOG_BOARD, body) for body in bodies),
        items=tuple(row.id for row in rows),
    )


async def _next_season(store: Store) -> SeasonRun | None:
    match = {"state": {"$in": [state.value for state in RESULT]}, "logged": False}
    stages: list[dict[str, Any]] = [
        {"$match": match},
        {"$sort": {"settles_at": 1, "_id": 1}},
        {"$limit": 1},
    ]
    found = [SEASONS.decode(raw) async for raw in store.pipeline(SEASONS, stages)]
    return found[0] if found else None
