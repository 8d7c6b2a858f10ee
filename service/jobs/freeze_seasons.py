"""Job: freeze the seasons that have ended; what happened in time may still be told."""

from rewards.boards.season import SeasonState
from service.jobs.due_seasons import one_step
from service.jobs.job import Chunk, Run
from service.settlement.seasons.move import FREEZE_SEASON


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """All that are due, the oldest first."""
    return await one_step(run, checkpoint, SeasonState.OPEN, FREEZE_SEASON)
