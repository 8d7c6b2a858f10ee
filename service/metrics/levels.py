"""Levels that only the database knows, read by every process every few seconds: whether it answers,
how late jobs are, what the last check found."""

from datetime import datetime
from math import inf

from service.flows.context import Context
from service.metrics.page import (
    CHECK_AGE_S,
    CHECK_VIOLATIONS,
    JOBS_FAILED,
    JOBS_NEWEST_S,
    JOBS_WAITING_S,
    PRIMARY,
)
from service.store.last_check import last_check
from service.store.outage import is_outage
from service.store.slots import slots_of


class Levels:
    """Reads them for one process."""

    def __init__(self, context: Context) -> None:
        self._context = context

    async def look(self) -> None:
        """Reads all; in an outage says that there is one and leaves the rest as it was."""
        try:
            await self._jobs()
            await self._check()
        except Exception as error:
            if not is_outage(error):
                raise
            PRIMARY.set(0)
        else:
            PRIMARY.set(1)

    async def _jobs(self) -> None:
        slots, now = slots_of(self._context.store), self._context.clock.domain_now()
        oldest = await slots.waiting_since()
        newest = await slots.newest_of_each()
        JOBS_WAITING_S.set(_age_s(now, oldest) if oldest else 0)
        JOBS_NEWEST_S.set(_age_s(now, max(newest.values())) if newest else inf)
        JOBS_FAILED.set(await slots.failed())

    async def _check(self) -> None:
        last = await last_check(self._context.store)
        CHECK_VIOLATIONS.set(last.violations if last else 0)
        CHECK_AGE_S.set(_age_s(self._context.clock.server_now(), last.at) if last else inf)


def _age_s(now: datetime, then: datetime) -> float:
    return max(0.0, (now - then).total_seconds())
