"""Job: archive the seasons whose time for corrections is over."""

from rewards.boards.season import SeasonState
from service.jobs.due_seasons import one_step
from service.jobs.job import Chunk, Run
from service.settlement.seasons.move import ARCHIVE_SEASON


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """All that are due, the oldest first."""
    return await one_step(run, checkpoint, SeasonState.SETTLED, ARCHIVE_SEASON)
