"""Due times, also when clocks are put back and forth; catching up; how hard a run is tried."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.jobs.due import Due, due_times, slot_id, slot_of, to_run
from service.jobs.effort import Effort
from service.jobs.job import CatchUp
from service.jobs.timetable import TIMETABLE
from service.jobs.when import daily, every, hourly, monthly
from service.programme import Programme
from service.programme_demo import DEMO

NEW_YEAR = datetime(2026, 1, 1, 12, tzinfo=UTC)
YEAR = timedelta(days=365)
HOUR = timedelta(hours=1)


def in_zone(zone: str) -> Programme:
    return msgspec.structs.replace(DEMO, zone=zone)


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/Havana", "Asia/Beirut", "America/Santiago", "Asia/Shanghai"]
)
def test_a_daily_job_is_due_once_on_every_local_date(zone: str) -> None:
    trigger = daily(hour=0)(in_zone(zone))
    times = due_times(trigger, after=NEW_YEAR, until=NEW_YEAR + YEAR, most=1000)
    dates = [at.astimezone(ZoneInfo(zone)).date() for at in times]
    assert len(dates) == 365
    assert all(0 < (b - a) // HOUR <= 25 for a, b in pairwise(times))
    assert dates == [dates[0] + timedelta(days=n) for n in range(365)]


@pytest.mark.parametrize("hour", [1, 2, 3])
def test_a_nightly_job_is_due_once_when_clocks_are_put_back(hour: int) -> None:
    trigger = daily(hour=hour, minute=30)(DEMO)
    after = datetime(2026, 10, 24, 12, tzinfo=UTC)
    assert len(due_times(trigger, after=after, until=after + timedelta(days=1))) == 1


def test_a_time_that_is_left_out_counts_an_hour_later() -> None:
    trigger = daily(hour=2, minute=30)(DEMO)
    after = datetime(2026, 3, 28, 12, tzinfo=UTC)
    times = due_times(trigger, after=after, until=after + timedelta(days=1))
    assert times == [datetime(2026, 3, 29, 1, 30, tzinfo=UTC)]


@pytest.mark.parametrize("month", [3, 10])
def test_an_hourly_job_is_due_every_hour_of_every_day(month: int) -> None:
    after = datetime(2026, month, 24, tzinfo=UTC)
    times = due_times(hourly(minute=0)(DEMO), after=after, until=after + timedelta(days=4))
    assert times == [after + n * HOUR for n in range(1, 97)]


def test_a_day_that_some_months_lack_is_refused() -> None:
    with pytest.raises(ValueError, match="not every month"):
        monthly(day=29)


def test_scores_are_due_on_the_sixth_at_local_midnight() -> None:
    trigger = monthly(day=6, hour=0)(DEMO)
    times = due_times(trigger, after=NEW_YEAR, until=NEW_YEAR + timedelta(days=120))
    assert [f"{at:%m-%d %H}" for at in times] == ["01-05 23", "02-05 23", "03-05 23", "04-05 22"]


@given(st.lists(st.integers(1, 5000), min_size=1, max_size=8))
def test_looking_in_steps_finds_what_one_look_finds(steps: list[int]) -> None:
    trigger = hourly(minute=30)(DEMO)
    found, at = [], NEW_YEAR
    for minutes in steps:
        until = at + timedelta(minutes=minutes)
        found += due_times(trigger, after=found[-1] if found else NEW_YEAR, until=until, most=1000)
        at = until
    assert found == due_times(trigger, after=NEW_YEAR, until=at, most=1000)


def test_one_look_is_bounded_and_the_next_goes_on() -> None:
    trigger = hourly()(DEMO)
    first = due_times(trigger, after=NEW_YEAR, until=NEW_YEAR + YEAR)
    second = due_times(trigger, after=first[-1], until=NEW_YEAR + YEAR)
    assert (len(first), second[0] - first[-1]) == (100, HOUR)


def test_each_runs_all_in_order_and_newest_only_the_last() -> None:
    times = [NEW_YEAR + n * HOUR for n in range(4)]
    assert to_run(times, CatchUp.EACH) == [Due(at) for at in times]
    assert to_run(times, CatchUp.NEWEST) == [Due(times[-1], missed=3)]
    assert to_run([], CatchUp.NEWEST) == to_run([], CatchUp.EACH) == []


def test_a_job_of_every_few_minutes_is_due_at_round_ones() -> None:
    trigger = every(minutes=20)(DEMO)
    start = NEW_YEAR - timedelta(milliseconds=1)
    times = due_times(trigger, after=start, until=NEW_YEAR + HOUR, most=9)
    assert times == [NEW_YEAR + n * timedelta(minutes=20) for n in range(4)]
    assert every(minutes=60)(DEMO)(NEW_YEAR) == NEW_YEAR + HOUR


@pytest.mark.parametrize("minutes", [0, -10, 7, 61, 120])
def test_minutes_that_do_not_fill_an_hour_are_refused(minutes: int) -> None:
    with pytest.raises(ValueError, match="whole number"):
        every(minutes=minutes)


def test_ids_of_slots_are_exact_and_sort_by_time() -> None:
    at = NEW_YEAR + timedelta(milliseconds=7)
    assert slot_id("toy", at) == "toy:2026-01-01T12:00:00.007Z"
    assert slot_of("toy", Due(at), now=at).id == slot_id("toy", at)
    assert slot_id("toy", NEW_YEAR) < slot_id("toy", at) < slot_id("toy", at + HOUR)


def test_waits_double_up_to_the_last_one() -> None:
    effort = Effort()
    waits = [effort.wait(attempts).total_seconds() for attempts in range(1, 12)]
    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]
    assert effort.wait(10**6) == effort.last_wait
    assert [effort.gives_up(n) for n in (0, 4, 5, 6)] == [False, False, True, True]
    assert effort.renew_every * effort.renewals < effort.lease


def test_the_timetable_can_be_read() -> None:
    assert len({job.name for job in TIMETABLE}) == len(TIMETABLE)
    for job in TIMETABLE:
        assert due_times(job.trigger(DEMO), after=NEW_YEAR, until=NEW_YEAR + YEAR)
        assert job.what
        assert job.why
