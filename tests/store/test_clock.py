"""The database's clock on this machine."""

import asyncio
import time
from datetime import UTC, datetime, timedelta

import pytest
from pymongo.errors import AutoReconnect

from service.store.clock import SyncedClock
from service.store.connect import connect

HOUR = timedelta(hours=1)
MS = timedelta(milliseconds=1)


class Elsewhere:
    """A clock an hour ahead of ours, that can be asked."""

    def __init__(self, *, slow_ms: tuple[int, ...] = ()) -> None:
        self._slow = list(slow_ms)
        self.asked = 0

    async def __call__(self) -> datetime:
        self.asked += 1
        before = datetime.now(UTC) + HOUR
        if self._slow:
            await asyncio.sleep(self._slow.pop(0) / 1000)
        return before


async def test_two_clocks_of_one_database_agree(mongo_url: str, database_name: str) -> None:
    store = await connect(mongo_url, database_name)
    one, two = SyncedClock(store.server_now), SyncedClock(store.server_now)
    await asyncio.gather(one.sync(), two.sync())
    apart = abs(one.server_now() - two.server_now())
    assert apart <= timedelta(seconds=one.uncertain_s + two.uncertain_s) + 2 * MS
    asked = await store.server_now()
    assert abs(one.server_now() - asked) < timedelta(milliseconds=100)
    await store.close()


async def test_it_follows_the_database_and_not_this_machine() -> None:
    clock = SyncedClock(Elsewhere())
    await clock.sync()
    assert abs(clock.server_now() - datetime.now(UTC) - HOUR) < timedelta(milliseconds=50)


async def test_the_quickest_answer_counts() -> None:
    elsewhere = Elsewhere(slow_ms=(200, 100))
    clock = SyncedClock(elsewhere)
    await clock.sync()
    assert elsewhere.asked == 5
    assert clock.uncertain_s < 0.05


async def test_setting_this_machines_clock_does_not_move_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    steady = [1000.0]
    monkeypatch.setattr(time, "monotonic", lambda: steady[0])
    clock = SyncedClock(Elsewhere())
    await clock.sync()
    before = clock.server_now()
    steady[0] += 1.5
    assert clock.server_now() - before == timedelta(milliseconds=1500)


async def test_domain_time_is_ahead_by_the_offset_and_never_behind() -> None:
    clock = SyncedClock(Elsewhere())
    await clock.sync()
    clock.follow(HOUR)
    ahead = clock.domain_now() - clock.server_now()
    assert abs(ahead - HOUR) < timedelta(milliseconds=50)
    assert clock.server_now().microsecond % 1000 == 0
    with pytest.raises(ValueError, match="forwards"):
        clock.follow(-MS)


async def test_keeping_in_step_outlives_an_outage_but_not_a_defect(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("service.store.clock.REFRESH_S", 0)
    errors: list[Exception] = [
        AutoReconnect("away"),
        AutoReconnect("still away"),
        ZeroDivisionError(),
    ]

    async def ask() -> datetime:
        raise errors.pop(0)

    with pytest.raises(ZeroDivisionError):
        async with asyncio.timeout(5):
            await SyncedClock(ask).keep()
    assert not errors
