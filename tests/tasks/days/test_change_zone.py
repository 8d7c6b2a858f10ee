"""Asking for another zone: seldom, in time, and with a way back."""

from datetime import timedelta

import pytest

from tasks.days.calendar import Calendar, day_of
from tasks.days.change_zone import change_zone, pending_from
from tasks.numbers import TaskNumbers
from tasks.refusals import UnknownZone, ZoneChangedRecently
from tests.people import ALICE, BOB, CHARLIE, DAY, HOUR, MINUTE, NOON
from tests.tasks.days.helpers import NUMBERS, ZONES_MAX, moved, wall

HERE, THERE, ELSEWHERE = ALICE.zone, BOB.zone, CHARLIE.zone
STAYED = Calendar(zone=HERE)
MOVED = moved(HERE, THERE, NOON)
ACTS = wall("2026-03-05 00:00", HERE)


def test_a_change_acts_at_the_next_midnight():
    assert (MOVED.zone, MOVED.earlier[0].zone, MOVED.earlier[0].until) == (THERE, HERE, ACTS)
    assert pending_from(MOVED, NOON) == ACTS
    assert pending_from(MOVED, ACTS) is None
    assert pending_from(STAYED, NOON) is None


@pytest.mark.parametrize("zone", ["", "Mars/Base", "UTC+1", "europe/berlin", "../UTC"])
def test_a_zone_must_have_a_name(zone):
    assert change_zone(MOVED, zone, at=NOON, numbers=NUMBERS) == UnknownZone(zone=zone)


@pytest.mark.parametrize(
    "late",
    [timedelta(0), -MINUTE, -HOUR, DAY, 7 * DAY - timedelta(milliseconds=1)],
)
def test_once_in_seven_days(late):
    assert change_zone(MOVED, ELSEWHERE, at=ACTS + late, numbers=NUMBERS) == ZoneChangedRecently(
        zone=THERE, changed_at=ACTS, next_at=ACTS + 7 * DAY
    )


def test_after_seven_days_again():
    again = moved(MOVED, ELSEWHERE, ACTS + 7 * DAY)
    assert [past.zone for past in again.earlier] == [HERE, THERE]


def test_the_number_of_days_is_the_programmes():
    month = TaskNumbers(zone_change_days=30)
    refusal = change_zone(MOVED, ELSEWHERE, at=ACTS + 29 * DAY, numbers=month)
    assert isinstance(refusal, ZoneChangedRecently)
    assert refusal.next_at == ACTS + 30 * DAY


def test_what_has_not_come_yet_can_be_taken_back_or_replaced():
    assert moved(MOVED, HERE, NOON + HOUR) == STAYED
    assert moved(MOVED, ELSEWHERE, NOON + HOUR) == moved(HERE, ELSEWHERE, NOON + HOUR)


@pytest.mark.parametrize("before", [HOUR, MINUTE])
def test_but_not_in_the_last_hour(before):
    refusal = change_zone(MOVED, HERE, at=ACTS - before, numbers=NUMBERS)
    assert isinstance(refusal, ZoneChangedRecently)


@pytest.mark.parametrize("at", [NOON, ACTS, ACTS + 30 * DAY])
def test_asking_for_what_is_so_changes_nothing(at):
    assert moved(STAYED, HERE, at) == STAYED
    assert moved(MOVED, THERE, at) == MOVED


def test_taking_back_a_change_does_not_win_another_one():
    second = moved(MOVED, ELSEWHERE, ACTS + 7 * DAY)
    back = moved(second, THERE, ACTS + 7 * DAY + MINUTE)
    assert back == MOVED
    third = moved(back, HERE, ACTS + 7 * DAY + 2 * MINUTE)
    assert len(third.earlier) == 2


def test_nobody_travels_away_from_what_they_did():
    """Twelve changes later an event that can still be taken back has the date it was counted on."""
    event, at = wall("2026-03-05 02:00", THERE), NOON
    calendar = Calendar(zone=HERE)
    assert day_of(calendar, event).isoformat() == "2026-03-04"
    for number in range(12):
        calendar = moved(calendar, THERE if number % 2 == 0 else HERE, at)
        at = calendar.earlier[-1].until + 7 * DAY
    assert at - event < NUMBERS.reversal_days_max * DAY
    assert day_of(calendar, event).isoformat() == "2026-03-04"


def test_an_account_remembers_as_many_zones_as_it_needs():
    calendar, at = STAYED, NOON
    for number in range(20):
        calendar = moved(calendar, THERE if number % 2 == 0 else HERE, at)
        at = calendar.earlier[-1].until + 7 * DAY
    assert len(calendar.earlier) <= ZONES_MAX
    assert calendar.earlier[0].until < at - timedelta(days=NUMBERS.reversal_days_max)
