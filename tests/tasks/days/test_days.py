"""Days of a member who stays, moves and flies: each date once, and none left out."""

from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rewards.calendar import day_start, local_date
from tasks.days.calendar import Calendar, day_of, zone_at
from tasks.days.change_zone import NOTICE, change_zone
from tests.people import DAY, HOUR, NOON
from tests.tasks.days.helpers import NUMBERS, ZONES_MAX, days, goes_on, lengths, moved, wall

ZONES = [
    "Etc/GMT+12",
    "Pacific/Pago_Pago",
    "America/Los_Angeles",
    "America/Santiago",
    "America/St_Johns",
    "UTC",
    "Europe/Berlin",
    "Africa/Cairo",
    "Asia/Beirut",
    "Asia/Kathmandu",
    "Asia/Shanghai",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Pacific/Kiritimati",
    "Etc/GMT-14",
]
"""The ends of the world, quarters of an hour, and midnights that do not exist."""


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", "2026-03-29", 23),
        ("Europe/Berlin", "2026-10-25", 25),
        ("America/Los_Angeles", "2026-03-08", 23),
        ("America/Los_Angeles", "2026-11-01", 25),
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
        # Here the clocks jump over midnight, and here they come back over it.
        ("Africa/Cairo", "2026-04-24", 23),
        ("Africa/Cairo", "2026-10-29", 25),
        ("America/Santiago", "2026-09-06", 23),
        ("America/Santiago", "2026-04-04", 25),
        ("Asia/Beirut", "2026-03-29", 23),
        # A leap day is a day.
        ("Asia/Shanghai", "2028-02-29", 24),
        ("Pacific/Apia", "2028-02-29", 24),
    ],
)
def test_a_day_lasts_from_midnight_to_midnight(zone, day, hours):
    start = wall(f"{day} 12:00", zone) - 3 * DAY
    assert lengths(Calendar(zone=zone), start, 6 * 24)[day] == hours


@cache
def _changes(zone: str) -> list[datetime]:
    """Noons after which the clocks of a zone are set differently, within four years."""
    noons = [datetime(2026, 1, 1, 12, tzinfo=UTC) + number * DAY for number in range(4 * 366)]
    there = ZoneInfo(zone)
    offsets = [noon.astimezone(there).utcoffset() for noon in noons]
    return [noons[n] for n in range(len(noons) - 1) if offsets[n] != offsets[n + 1]]


def test_no_zone_of_these_years_skips_or_repeats_a_date():
    for zone in sorted(available_timezones()):
        for noon in _changes(zone):
            assert goes_on(days(Calendar(zone=zone), noon - DAY, 72)), zone


@pytest.mark.parametrize(
    ("asked", "old", "new", "acts", "long"),
    [
        # A short hop: from the next midnight on, whichever zone's clock is ahead.
        ("2026-03-04 12:00", "Europe/Berlin", "UTC", "2026-03-05 00:00", {"2026-03-04": 25}),
        ("2026-03-04 12:00", "UTC", "Europe/Berlin", "2026-03-05 00:00", {"2026-03-05": 23}),
        # Less than an hour before midnight it is the next one.
        ("2026-03-04 23:30", "UTC", "Europe/Berlin", "2026-03-06 00:00", {"2026-03-05": 24}),
        # Berlin to Los Angeles: the day of the flight is nine hours longer.
        (
            "2026-03-04 12:00",
            "Europe/Berlin",
            "America/Los_Angeles",
            "2026-03-05 00:00",
            {"2026-03-04": 33, "2026-03-05": 24},
        ),
        # Los Angeles to Auckland, 21 hours ahead: the next date would have three hours left.
        (
            "2026-03-04 12:00",
            "America/Los_Angeles",
            "Pacific/Auckland",
            "2026-03-05 15:00",
            {"2026-03-04": 24, "2026-03-05": 15, "2026-03-06": 12, "2026-03-07": 24},
        ),
        # Twelve hours ahead: half a day is enough.
        (
            "2026-06-04 12:00",
            "UTC",
            "Pacific/Auckland",
            "2026-06-05 00:00",
            {"2026-06-04": 24, "2026-06-05": 12, "2026-06-06": 24},
        ),
        # And back: the day of the flight happens nearly twice, and is one day.
        (
            "2026-03-04 12:00",
            "Pacific/Auckland",
            "America/Los_Angeles",
            "2026-03-05 00:00",
            {"2026-03-04": 45, "2026-03-05": 24},
        ),
        # 25 hours ahead: a date would be skipped. It has eleven hours instead.
        (
            "2026-03-04 12:00",
            "Pacific/Pago_Pago",
            "Pacific/Kiritimati",
            "2026-03-05 11:00",
            {"2026-03-04": 24, "2026-03-05": 11, "2026-03-06": 12, "2026-03-07": 24},
        ),
        # 25 hours back: a date would come again. The day goes on until it is over there too.
        (
            "2026-03-04 12:00",
            "Pacific/Kiritimati",
            "Pacific/Pago_Pago",
            "2026-03-05 00:00",
            {"2026-03-04": 49, "2026-03-05": 24},
        ),
        # 26 hours, as far as it goes, both ways.
        (
            "2026-03-04 12:00",
            "Etc/GMT+12",
            "Etc/GMT-14",
            "2026-03-05 10:00",
            {"2026-03-04": 24, "2026-03-05": 10, "2026-03-06": 12},
        ),
        (
            "2026-03-04 12:00",
            "Etc/GMT-14",
            "Etc/GMT+12",
            "2026-03-05 00:00",
            {"2026-03-04": 50, "2026-03-05": 24},
        ),
        # Into a night in which clocks are set forward, and to a midnight that does not exist.
        ("2026-03-28 12:00", "UTC", "Europe/Berlin", "2026-03-29 00:00", {"2026-03-29": 22}),
        ("2026-04-23 12:00", "UTC", "Africa/Cairo", "2026-04-24 00:00", {"2026-04-24": 21}),
        ("2026-04-23 12:00", "Africa/Cairo", "UTC", "2026-04-24 01:00", {"2026-04-23": 26}),
        # A leap day between two continents.
        ("2028-02-28 12:00", "UTC", "Asia/Shanghai", "2028-02-29 00:00", {"2028-02-29": 16}),
    ],
)
def test_a_flight(asked, old, new, acts, long):
    at = wall(asked, old)
    calendar = moved(old, new, at)
    acts_at = calendar.earlier[0].until
    assert acts_at == wall(acts, old)
    assert (zone_at(calendar, acts_at - timedelta(milliseconds=1)), zone_at(calendar, acts_at)) == (
        old,
        new,
    )
    found = lengths(calendar, at - 2 * DAY, 7 * 24)
    assert {day: found[day] for day in long} == long
    assert goes_on(days(calendar, at - 2 * DAY, 7 * 24))


REQUESTS = st.lists(st.tuples(st.integers(0, 24 * 20), st.sampled_from(ZONES)), max_size=14)


@given(st.sampled_from(ZONES), st.integers(0, 366 * 24), REQUESTS)
@settings(max_examples=150, deadline=None)
def test_however_one_travels_each_date_comes_once_and_in_order(zone, hour, requests):
    at = NOON + hour * HOUR
    calendar = Calendar(zone=zone)
    for hours, wish in requests:
        at += hours * HOUR
        after = change_zone(calendar, wish, at=at, numbers=NUMBERS)
        calendar = after if isinstance(after, Calendar) else calendar
        assert len(calendar.earlier) <= ZONES_MAX
    assert goes_on(days(calendar, at - 40 * DAY, 45 * 24))


@given(st.sampled_from(ZONES), st.integers(0, 366 * 24 * 4), REQUESTS)
@settings(max_examples=150, deadline=None)
def test_a_date_is_the_same_whenever_the_event_is_reported(zone, quarter, requests):
    """What could be reported before a change has the same date after it, and after all others."""
    at = NOON + quarter * HOUR / 4
    calendar, told = Calendar(zone=zone), {}
    for hours, wish in requests:
        at += hours * HOUR
        recent = [at - 3 * DAY, at - DAY, at - HOUR, at, at + 5 * HOUR / 60, at + NOTICE]
        told |= {event: day_of(calendar, event) for event in recent if event not in told}
        after = change_zone(calendar, wish, at=at, numbers=NUMBERS)
        calendar = after if isinstance(after, Calendar) else calendar
        oldest = at - NUMBERS.reversal_days_max * DAY
        late = {event: day for event, day in told.items() if event >= oldest}
        assert {event: day_of(calendar, event) for event in late} == late


@given(st.sampled_from(ZONES), st.integers(0, 366 * 24))
def test_who_never_moves_has_the_dates_of_the_wall(zone, hour):
    at = NOON + hour * HOUR
    day = day_of(Calendar(zone=zone), at)
    assert day == local_date(at, zone)
    assert day_start(day, zone) <= at < day_start(day + DAY, zone)
