"""Job: what was kept about members for long enough goes: looks, messages, answered challenges.

Consents and what proves them stay: they are append-only. Signing in leaves nothing behind that TTL
indexes do not remove.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from service.jobs.job import Chunk, Run
from service.members.access_challenge import ChallengeState
from service.members.message import MessageKind
from service.store.collection import Collection
from service.store.forget_old import forget_old
from service.store.lines import switched_off
from service.store.schema.page import ACCESS_CHALLENGES, ACCESS_LOG, DELIVERIES, INBOX
from service.webhooks.delivery import DeliveryState

MOST = 1_000
"""Rows of one deletion: well below a second."""

Only = Callable[[datetime], dict[str, Any]]
"""Which rows of before a time are not needed any more."""


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 1,000 rows of one collection. Removing may be repeated, so it needs no command."""
    done = int(checkpoint or 0)
    off = await switched_off(run.context.store)
    for collection, days, only in _kept(run, off):
        before = run.as_of - timedelta(days=days)
        match = only(before)
        removed = await forget_old(run.context.store, collection, before, most=MOST, **match)
        if removed:
            return Chunk(after=str(done + removed))
    return None


def _kept(run: Run, off: list[str]) -> tuple[tuple[Collection[Any], int, Only], ...]:
    """What, for how many days, and which of them."""
    numbers = run.context.programme().numbers.members
    webhooks = run.context.programme().numbers.webhooks
    return (
        (ACCESS_LOG, numbers.access_log_days, _all),
        (ACCESS_CHALLENGES, numbers.access_log_days, _answered),
        (INBOX, numbers.inbox_days, _without_clock),
        (DELIVERIES, webhooks.kept_days, partial(_over, off)),
    )


def _all(_before: datetime) -> dict[str, Any]:
    return {}


def _over(off: list[str], _before: datetime) -> dict[str, Any]:
    """What waits at an endpoint that is on has its turn first, however long that takes: in its line
    each before it may be tried for days."""
    return {"$or": [{"state": {"$ne": DeliveryState.WAITING.value}}, {"endpoint": {"$in": off}}]}


def _answered(_before: datetime) -> dict[str, Any]:
    return {"state": ChallengeState.ANSWERED.value}


def _without_clock(before: datetime) -> dict[str, Any]:
    """A penalty counts by its notice, which may reach its member years later: its time to be kept
    begins then."""
    waits = [{"delivered_at": None}, {"delivered_at": {"$gte": before}}]
    return {"$nor": [{"kind": MessageKind.PENALTY_PROPOSED.value, "$or": waits}]}
