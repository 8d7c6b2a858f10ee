"""Job: what was kept about members for long enough goes: looks, messages, answered challenges.

Consents and what proves them stay: they are append-only. Signing in leaves nothing behind that TTL
indexes do not remove.
"""

from datetime import timedelta
from typing import Any

from service.jobs.job import Chunk, Run
from service.members.access_challenge import ChallengeState
from service.store.collection import Collection
from service.store.forget_old import forget_old
from service.store.schema.page import ACCESS_CHALLENGES, ACCESS_LOG, INBOX

MOST = 1_000
"""Rows of one deletion: well below a second."""


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 1,000 rows of one collection. Removing may be repeated, so it needs no command."""
    done = int(checkpoint or 0)
    for collection, days, only in _kept(run):
        before = run.as_of - timedelta(days=days)
        removed = await forget_old(run.context.store, collection, before, most=MOST, **only)
        if removed:
            return Chunk(after=str(done + removed))
    return None


def _kept(run: Run) -> tuple[tuple[Collection[Any], int, dict[str, Any]], ...]:
    """What, for how many days, and which of them."""
    numbers = run.context.programme().numbers.members
    answered = {"state": ChallengeState.ANSWERED.value}
    return (
        (ACCESS_LOG, numbers.access_log_days, {}),
        (ACCESS_CHALLENGES, numbers.access_log_days, answered),
        (INBOX, numbers.inbox_days, {}),
    )
