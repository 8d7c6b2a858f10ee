"""Job: settle the seasons whose late events are in: close, rank, plan, pay, verify.

The oldest first, each to its end. One that cannot be settled is set aside and tried again by the
next run, as is one that waits for an operator.
"""

from dataclasses import replace
from datetime import datetime

import msgspec

from rewards.boards.season import SeasonRun, SeasonState
from rewards.refusal import Refusal
from rewards.settlement.refusals import AwaitsApproval
from service.jobs.due_seasons import due_seasons
from service.jobs.job import Chunk, Run
from service.settlement import settle
from service.settlement.seasons.matter import season_matter
from service.settlement.seasons.move import MoveSeason
from service.settlement.seasons.settle import SETTLE_SEASON
from service.store.close_gates import close_gates
from service.store.schema.slot import SetAside


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """How far a run has come: every season up to this one is `over`, or this one is under way."""

    settles_at: datetime
    season: str
    over: bool
    step: str


async def next_chunk(
    run: Run, checkpoint: str | None, *, most: int = settle.MOST, rows: int = settle.ROWS
) -> Chunk | None:
    """The next chunk of the oldest season that is due and not over in this run."""
    place = None if checkpoint is None else msgspec.json.decode(checkpoint, type=Place)
    due = await due_seasons(run.context.store, SeasonState.FROZEN, run.as_of)
    left = [season for season in due if not _is_over(season, place)]
    if not left:
        return None
    season = left[0]
    if place is None or place.season != season.id:
        # From here on nothing is let into the season, so what is read now is all there is.
        await close_gates(run.context.store, season.id)
    return await _settle(run, season, most, rows)


async def _settle(run: Run, season: SeasonRun, most: int, rows: int) -> Chunk:
    matter = season_matter(run.context.store, season)
    chunk = await settle.next_chunk(run, matter, most=most, rows=rows)
    if chunk is None:
        command = run.command(SETTLE_SEASON, MoveSeason(season=season))
        return Chunk(
            after=_place(season, "settled", over=True),
            commands=(command,),
            items=(season.id,),
            essential=True,
        )
    if isinstance(chunk, AwaitsApproval):
        return Chunk(after=_place(season, "waits", over=True))
    if isinstance(chunk, Refusal):
        aside = SetAside(item=season.id, error=chunk.detail())
        return Chunk(after=_place(season, "set aside", over=True), set_aside=(aside,))
    return replace(chunk, after=_place(season, chunk.after))


def _is_over(season: SeasonRun, place: Place | None) -> bool:
    if place is None:
        return False
    last = (place.settles_at, place.season)
    here = (season.settles_at, season.id)
    return here < last or (here == last and place.over)


def _place(season: SeasonRun, step: str, *, over: bool = False) -> str:
    place = Place(settles_at=season.settles_at, season=season.id, over=over, step=step)
    return msgspec.json.encode(place).decode()
