"""Days, weeks and months where clocks and years do odd things."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from rewards.calendar import day_start, is_zone, iso_week, local_date, month_end, whole_days
from tests.people import DAY, MINUTE, NOON


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Asia/Shanghai", "UTC", "Africa/Cairo"])
def test_iana_names_are_zones(zone):
    assert is_zone(zone)


@pytest.mark.parametrize(
    "zone",
    ["", "Berlin", "europe/berlin", "Europe", "+01:00", "../etc/passwd", "/etc/passwd", "UTC\0"],
)
def test_anything_else_is_not(zone):
    assert not is_zone(zone)


def test_where_midnight_is_skipped_the_day_begins_at_the_jump():
    # Cairo, 24 April 2026: 00:00 becomes 01:00.
    start = day_start(date(2026, 4, 24), "Africa/Cairo")
    assert start == datetime(2026, 4, 23, 22, tzinfo=UTC)
    assert local_date(start, "Africa/Cairo") == date(2026, 4, 24)
    assert local_date(start - timedelta(milliseconds=1), "Africa/Cairo") == date(2026, 4, 23)


def test_one_instant_has_several_dates():
    late = datetime(2026, 3, 4, 20, tzinfo=UTC)
    assert local_date(late, "Asia/Shanghai") == date(2026, 3, 5)
    assert local_date(late, "America/Los_Angeles") == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        (date(2026, 1, 1), "2026-W01"),
        (date(2027, 1, 1), "2026-W53"),
        (date(2026, 3, 4), "2026-W10"),
    ],
)
def test_weeks_are_iso(day, week):
    assert iso_week(day) == week


def test_months_are_those_of_utc():
    new_year_in_shanghai = datetime(2027, 1, 1, 7, tzinfo=timezone(timedelta(hours=8)))
    assert month_end(new_year_in_shanghai) == datetime(2027, 1, 1, tzinfo=UTC)
    assert month_end(NOON, 12) == datetime(2027, 4, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("later", "days"), [(0 * DAY, 0), (DAY - MINUTE, 0), (DAY, 1), (-MINUTE, -1)]
)
def test_days_are_counted_when_they_are_full(later, days):
    assert whole_days(NOON, NOON + later) == days
