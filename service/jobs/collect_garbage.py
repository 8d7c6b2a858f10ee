"""Job: remove what is of no use any more and what no TTL index removes.

Passes, codes, sessions and idempotency records have TTL indexes. What is left are finished slots,
of which the newest must stay: it says since when due times were missed.
"""

from datetime import timedelta

from service.jobs.job import Chunk, Run
from service.store.schema.slot import SlotState
from service.store.slots import slots_of

KEPT = timedelta(days=90)
MOST = 1000
OVER = (SlotState.DONE, SlotState.SKIPPED)


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Removes up to 1,000 old slots. Removing is harmless to repeat, so it needs no command."""
    removed = await slots_of(run.context.store).forget(before=run.as_of - KEPT, most=MOST)
    if not removed:
        return None
    return Chunk(after=str(int(checkpoint or 0) + removed))
