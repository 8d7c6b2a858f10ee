"""Seasons: ISO weeks in the programme's zone, without gaps."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.boards.board import season_of
from service.programme_demo import DEMO
from tests.people import HOUR, MINUTE, NOON

BOARD = DEMO.boards[0]
ZONES = ["UTC", "Europe/Berlin", "Asia/Shanghai", "America/Los_Angeles", "Pacific/Chatham"]


def test_a_week_begins_on_monday_at_midnight_in_the_zone():
    season = season_of(BOARD, NOON, "Europe/Berlin")
    assert (season.board, season.id) == ("seeds-weekly", "2026-W10")
    assert season.starts_at == datetime(2026, 3, 1, 23, tzinfo=UTC)
    assert season.ends_at == datetime(2026, 3, 8, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "week"),
    [
        (datetime(2026, 3, 1, 22, 59, 59, 999000, tzinfo=UTC), "2026-W09"),
        (datetime(2026, 3, 1, 23, tzinfo=UTC), "2026-W10"),
        (datetime(2027, 1, 3, 12, tzinfo=UTC), "2026-W53"),
        (datetime(2027, 1, 4, 12, tzinfo=UTC), "2027-W01"),
        (datetime(2024, 12, 30, 12, tzinfo=UTC), "2025-W01"),
    ],
)
def test_the_year_is_the_weeks_own(at, week):
    assert season_of(BOARD, at, "Europe/Berlin").id == week


@pytest.mark.parametrize(("day", "hours"), [(29, 167), (8, 168)])
def test_a_clock_change_makes_a_week_shorter(day, hours):
    season = season_of(BOARD, datetime(2026, 3, day, 12, tzinfo=UTC), "Europe/Berlin")
    assert (season.ends_at - season.starts_at) / HOUR == hours


@given(
    st.integers(0, 20 * 366 * 24 * 60).map(lambda minutes: NOON + minutes * MINUTE),
    st.sampled_from(ZONES),
)
def test_every_instant_is_in_one_season_and_the_next_begins_where_it_ends(at, zone):
    season = season_of(BOARD, at, zone)
    assert season.starts_at <= at < season.ends_at
    following = season_of(BOARD, season.ends_at, zone)
    assert following.starts_at == season.ends_at
    assert following.id != season.id
