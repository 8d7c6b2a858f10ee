"""Time is UTC, cut to milliseconds, and a programme's time never goes back."""

import asyncio
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.clock import Clock, FixedClock, StandingClock, SystemClock, cut

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="must be in UTC and say so, not 2026-03-01T12:00:00"):
        cut(NOON.replace(tzinfo=None))


@pytest.mark.parametrize("zone", [timezone(HOUR), ZoneInfo("Asia/Shanghai")])
def test_time_in_another_zone_is_refused(zone: timezone) -> None:
    with pytest.raises(ValueError, match="must be in UTC"):
        cut(NOON.astimezone(zone))


def test_a_zone_that_happens_to_stand_at_utc_becomes_utc() -> None:
    assert cut(NOON.astimezone(ZoneInfo("Europe/London"))).tzinfo is UTC


def test_cutting_drops_microseconds_and_never_rounds_up() -> None:
    assert cut(NOON.replace(microsecond=999_999)) == NOON.replace(microsecond=999_000)


@given(st.datetimes(timezones=st.just(UTC)))
def test_cutting_twice_is_cutting_once_and_loses_less_than_a_millisecond(at: datetime) -> None:
    assert cut(cut(at)) == cut(at)
    assert timedelta(0) <= at - cut(at) < timedelta(milliseconds=1)


@pytest.mark.parametrize("clock", [SystemClock(), FixedClock(NOON)])
def test_an_offset_below_zero_is_refused(clock: Clock) -> None:
    with pytest.raises(ValueError, match="only moves forwards"):
        clock.follow(-timedelta(microseconds=1))


@pytest.mark.parametrize("clock", [SystemClock(), FixedClock(NOON)])
def test_an_older_offset_is_old_news(clock: Clock) -> None:
    for offset in (HOUR, 2 * HOUR, HOUR, timedelta(0)):
        clock.follow(offset)
    assert clock.offset == 2 * HOUR


async def test_who_waits_for_a_move_is_told_of_it_and_of_no_other_news() -> None:
    clock = FixedClock(NOON)
    waiting = asyncio.create_task(clock.moved(clock.offset))
    clock.follow(timedelta(0))
    await asyncio.sleep(0)
    assert not waiting.done()
    clock.follow(HOUR)
    await asyncio.wait_for(waiting, 1)
    await asyncio.wait_for(clock.moved(timedelta(0)), 1)


def test_a_standing_clock_stands_in_domain_time_alone() -> None:
    clock = FixedClock(NOON)
    standing = StandingClock(clock, NOON + HOUR)

    clock.advance(HOUR)
    standing.follow(5 * HOUR)

    assert standing.server_now() == NOON + HOUR
    assert standing.domain_now() == NOON + HOUR
    assert clock.domain_now() == NOON + 6 * HOUR
    assert standing.offset == 5 * HOUR


def test_the_machines_clock_is_cut_and_between_two_looks_at_it() -> None:
    before = cut(datetime.now(UTC))
    now = SystemClock().server_now()

    assert before <= now <= datetime.now(UTC)
    assert now == cut(now)


def test_the_machines_domain_time_is_ahead_by_the_offset() -> None:
    clock = SystemClock()
    clock.follow(HOUR)

    ahead = clock.domain_now() - clock.server_now()

    assert HOUR - timedelta(seconds=5) <= ahead <= HOUR


def test_a_fixed_clock_refuses_to_start_or_be_set_without_a_zone() -> None:
    naive = NOON.replace(tzinfo=None)
    with pytest.raises(ValueError, match="UTC"):
        FixedClock(naive)
    with pytest.raises(ValueError, match="UTC"):
        FixedClock(NOON).set(naive)


def test_a_fixed_clock_refuses_to_advance_backwards_and_stays_where_it_was() -> None:
    clock = FixedClock(NOON)

    with pytest.raises(ValueError, match="only moves forwards"):
        clock.advance(-HOUR)

    assert clock.server_now() == clock.domain_now() == NOON


def test_a_fixed_clock_advances_both_times() -> None:
    clock = FixedClock(NOON)

    clock.follow(2 * HOUR)
    clock.advance(HOUR)

    assert clock.server_now() == NOON + HOUR
    assert clock.domain_now() == NOON + 3 * HOUR


def test_domain_time_stands_still_while_the_server_was_set_back() -> None:
    clock = FixedClock(NOON)

    clock.set(NOON - HOUR)
    clock.advance(HOUR / 2)

    assert clock.server_now() == NOON - HOUR / 2
    assert clock.domain_now() == NOON


def test_domain_time_goes_on_once_the_server_has_caught_up() -> None:
    clock = FixedClock(NOON)

    clock.set(NOON - HOUR)
    clock.set(NOON + HOUR)

    assert clock.domain_now() == NOON + HOUR
