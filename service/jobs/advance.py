"""Moves a sandbox's clock over a span, and runs every job on the way at each of its due times.

The clock goes from due time to due time. The slots of a due time are made, and are ours, before the
clock gets there, so that no runner anywhere opens them or runs them out of order; and it goes no
further before they are over. While a job runs here, its domain time stands at the due time.

Several may do this at once: slots are run once, and each moves the clock as far as it was asked to.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import msgspec

from rewards.refusal import Refusal
from service.flows.context import Context
from service.flows.operators.move_clock import NotASandbox, refuse_move
from service.jobs.effort import Effort
from service.jobs.job import Job, domain_now
from service.jobs.timetable import TIMETABLE
from service.jobs.walk import Halted, Walk
from service.store.schema.documents import CURRENT
from service.store.schema.page import CLOCKS
from service.store.schema.slot import Slot

Tell = Callable[[Slot], None]


class Advanced(msgspec.Struct, frozen=True, kw_only=True):
    """Domain time before and after, and the runs on the way in the order in which they ended.

    `whole` is False if it was told to stop before it got there.
    """

    since: datetime
    now: datetime
    runs: tuple[Slot, ...]
    whole: bool


async def advance(
    context: Context,
    *,
    by: timedelta | None = None,
    until: datetime | None = None,
    stop: asyncio.Event | None = None,
    jobs: Sequence[Job] = TIMETABLE,
    effort: Effort | None = None,
    tell: Tell = lambda _slot: None,
    caller: str = "operator",
) -> Advanced | Refusal:
    """Moves on by a span, or until a time in UTC; ValueError unless it is one of the two.

    What had been due before is run first. A run that fails stays failed and stops nothing. `caller`
    is who stands in the audit log, with a row for each move.
    """
    if (by is None) is (until is None):
        raise ValueError("move by a span or until a time")
    since = domain_now(context)
    span = by if until is None else until - since
    assert span is not None
    refused = await _refuse(context, span)
    if refused is not None:
        return refused
    walk = Walk(
        context,
        jobs,
        effort=effort or Effort(),
        stop=stop or asyncio.Event(),
        tell=tell,
        caller=caller,
    )
    try:
        whole = await walk.go(span, until)
    except Halted as halted:
        return halted.refusal
    now = domain_now(context)
    return Advanced(since=since, now=now, runs=tuple(walk.runs), whole=whole)


async def _refuse(context: Context, by: timedelta) -> Refusal | None:
    """Early: nothing is to be run on the way to nowhere."""
    programme = context.programme()
    clock = await context.store.get(CLOCKS, CURRENT)
    if clock is None:
        return NotASandbox(programme=programme.id)
    context.clock.follow(clock.offset)
    return refuse_move(by, clock, programme)
