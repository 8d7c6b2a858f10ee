"""When seasons begin, end and are settled, in any zone and when clocks change."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from rewards.boards.board import season_of
from rewards.economy import SeasonNumbers
from service.jobs.due import due_times
from service.jobs.timetable import TIMETABLE
from service.jobs.when import after, either, hourly, weekly
from service.programme_demo import DEMO

WEEK = timedelta(days=7)
ZONES = ("Europe/Berlin", "Asia/Kolkata", "Asia/Shanghai", "America/St_Johns")
BEGUN = datetime(2026, 3, 4, 12, tzinfo=UTC)
JOBS = {job.name: job for job in TIMETABLE}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("name", ["open_seasons", "freeze_seasons"])
def test_a_season_ends_and_the_next_begins_on_the_second(name: str, zone: str) -> None:
    programme = msgspec.structs.replace(DEMO, zone=zone)
    found = due_times(
        JOBS[name].trigger(programme), after=BEGUN, until=BEGUN + 5 * WEEK, most=10_000
    )
    season = season_of(DEMO.boards[0], BEGUN, zone)
    for _ in range(5):  # clocks change in these weeks, here or there
        assert season.ends_at in found
        season = season_of(DEMO.boards[0], season.ends_at, zone)
    assert len(found) == len(set(found)) >= 5 * 7 * 24


@pytest.mark.parametrize("hours", [0, 24, 71])
def test_it_is_settled_so_many_hours_after_its_end(hours: int) -> None:
    numbers = msgspec.structs.replace(DEMO.numbers, seasons=SeasonNumbers(late_hours=hours))
    programme = msgspec.structs.replace(DEMO, numbers=numbers, zone="Asia/Kolkata")
    found = due_times(
        JOBS["settle_seasons"].trigger(programme), after=BEGUN, until=BEGUN + 5 * WEEK, most=10_000
    )
    season = season_of(DEMO.boards[0], BEGUN, "Asia/Kolkata")
    assert season.ends_at + timedelta(hours=hours) in found


def test_triggers_are_joined_and_moved() -> None:
    mondays = weekly()(DEMO)(BEGUN)
    assert mondays == datetime(2026, 3, 8, 23, tzinfo=UTC)
    later = after(weekly(), lambda _programme: 5)(DEMO)
    assert later(BEGUN) == mondays + timedelta(hours=5)
    # The Monday before moved on, if that is still to come.
    assert later(mondays + timedelta(hours=1)) == mondays + timedelta(hours=5)
    assert either(weekly(), hourly())(DEMO)(BEGUN) == BEGUN + timedelta(hours=1)
