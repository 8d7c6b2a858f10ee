"""A streak goes round the world, and a year has no date too few: whoever does something every few
hours has one day after the other, whichever zones they ask for."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tasks.days.calendar import Calendar, day_of
from tasks.days.change_zone import change_zone
from tasks.numbers import TaskNumbers
from tasks.streak.settle import settle
from tasks.streak.show import show
from tasks.streak.streak import Streak, count_day
from tests.people import DAY, HOUR, NOON
from tests.tasks.days.helpers import moved, wall
from tests.tasks.days.test_days import ZONES

NUMBERS = TaskNumbers()


def living(calendar, start, hours, requests):
    """The streak of somebody who does something every five hours and asks for zones meanwhile."""
    streak, seen, weeks = Streak(), set(), 0
    for passed in range(0, hours, 5):
        at = start + passed * HOUR
        wish = requests.get(passed // 5)
        if wish is not None:
            after = change_zone(calendar, wish, at=at, numbers=NUMBERS)
            calendar = after if isinstance(after, Calendar) else calendar
        walked = settle(streak, calendar=calendar, at=at, numbers=NUMBERS)
        streak, weeks = walked.streak, weeks + len(walked.weeks)
        day = day_of(calendar, at)
        streak = count_day(streak, day)
        seen.add(day)
        shown = show(streak, day, NUMBERS.streak)
        assert (shown.current, shown.done_today) == (len(seen), True)
        assert shown.best == shown.current
        # The dates of 72 hours are four, today one more, and a flight to the east one more.
        assert len(streak.recent) <= 6
    return seen, weeks


@given(
    st.sampled_from(ZONES),
    st.integers(0, 365 * 24),
    st.dictionaries(st.integers(0, 180), st.sampled_from(ZONES), max_size=12),
)
@settings(max_examples=60, deadline=None)
def test_no_flight_ends_a_streak_or_makes_a_day_of_it(zone, hour, requests):
    seen, weeks = living(Calendar(zone=zone), NOON + hour * HOUR, 900, requests)
    assert max(seen) - min(seen) == (len(seen) - 1) * DAY
    # The last week may have days that are not final yet.
    assert len(seen) // 7 - weeks in (0, 1)


@pytest.mark.parametrize(
    ("start", "old", "new", "hours", "dates"),
    [
        # Round the world to the east in ten days, and to the west.
        ("2026-03-01 12:00", "Pacific/Pago_Pago", "Pacific/Kiritimati", 240, 12),
        ("2026-03-01 12:00", "Pacific/Kiritimati", "Pacific/Pago_Pago", 240, 10),
        # Both changes of the clocks, a leap day, and a change of the year.
        ("2026-03-27 12:00", "Europe/Berlin", "Europe/Berlin", 72, 4),
        ("2026-10-24 12:00", "Europe/Berlin", "Europe/Berlin", 72, 4),
        ("2028-02-27 12:00", "Europe/Berlin", "Asia/Shanghai", 72, 4),
        ("2026-12-30 12:00", "America/Los_Angeles", "UTC", 72, 4),
    ],
)
def test_a_journey_has_so_many_days(start, old, new, hours, dates):
    seen, _ = living(Calendar(zone=old), wall(start, old), hours, {1: new})
    assert len(seen) == dates


def test_a_late_report_after_a_flight_keeps_the_streak():
    calendar = moved(
        "Europe/Berlin", "America/Los_Angeles", wall("2026-03-04 20:00", "Europe/Berlin")
    )
    streak = Streak()
    # Done before the flight, on it, and after it; the one before is reported last.
    for text, zone in (
        ("2026-03-05 09:00", "America/Los_Angeles"),
        ("2026-03-04 23:00", "America/Los_Angeles"),
        ("2026-03-03 12:00", "Europe/Berlin"),
    ):
        streak = count_day(streak, day_of(calendar, wall(text, zone)))
    assert [each.day for each in streak.recent] == ["2026-03-03", "2026-03-04", "2026-03-05"]
    assert show(streak, date(2026, 3, 5), NUMBERS.streak).current == 3
    assert show(streak, date(2026, 3, 5) + timedelta(days=2), NUMBERS.streak).current == 0
