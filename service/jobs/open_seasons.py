"""Job: announce every board's seasons up to the next one, and open those whose time has come.

A season that began while nobody was there is opened all the same, in order: members earned in it.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from rewards.boards.board import Board, Season, season_of
from rewards.boards.season import SeasonRun, SeasonState
from service.jobs.due_seasons import DONE, one_step
from service.jobs.job import Chunk, Run
from service.settlement.seasons.announce import ANNOUNCE_SEASON, AnnounceSeason
from service.settlement.seasons.open import OPEN_SEASON
from service.store.schema.page import SEASONS
from service.store.store import Store

ANNOUNCED = "announced"


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """First what is to be announced, then what is to be opened."""
    if checkpoint in (ANNOUNCED, DONE):
        return await one_step(run, checkpoint, SeasonState.SCHEDULED, OPEN_SEASON)
    bodies = [
        AnnounceSeason(board=board, season=season)
        for board in run.context.programme().boards
        for season in await _missing(run, board)
    ]
    return Chunk(
        after=ANNOUNCED,
        commands=tuple(run.command(ANNOUNCE_SEASON, body) for body in bodies),
        items=tuple(f"{body.season.board} {body.season.id}" for body in bodies),
    )


async def _missing(run: Run, board: Board) -> list[Season]:
    """The seasons up to the next one that are not announced yet, the oldest first."""
    zone = run.context.programme().zone
    until = season_of(board, run.as_of, zone).ends_at
    latest = await _latest(run.context.store, board.id)
    return list(_seasons(board, latest.ends_at if latest else run.as_of, until, zone))


def _seasons(board: Board, first: datetime, last: datetime, zone: str) -> Iterator[Season]:
    """From the season that holds `first` to the one that holds `last`."""
    while first <= last:
        season = season_of(board, first, zone)
        yield season
        first = season.ends_at


async def _latest(store: Store, board: str) -> SeasonRun | None:
    """The last season of a board that was announced."""
    stages: list[dict[str, Any]] = [
        {"$match": {"board": board}},
        {"$sort": {"starts_at": -1}},
        {"$limit": 1},
    ]
    found = [SEASONS.decode(raw) async for raw in store.pipeline(SEASONS, stages)]
    return found[0] if found else None
