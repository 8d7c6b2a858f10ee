"""Periods: dates and weeks of the member's zone."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.calendar import local_date
from rewards.ledger.ids import is_part
from tasks.period import period_on
from tasks.task import TaskKind
from tests.people import ALICE, BOB, CHARLIE, MINUTE, NOON
from tests.tasks.helpers import RIDE, TOUR, UMBRELLA, changed


@pytest.mark.parametrize(
    ("at", "zone", "day", "week"),
    [
        (NOON, ALICE.zone, "2026-03-04", "2026-W10"),
        (datetime(2026, 3, 1, 22, 59, tzinfo=UTC), ALICE.zone, "2026-03-01", "2026-W09"),
        (datetime(2026, 3, 1, 23, 0, tzinfo=UTC), ALICE.zone, "2026-03-02", "2026-W10"),
        (datetime(2026, 3, 1, 16, 0, tzinfo=UTC), BOB.zone, "2026-03-02", "2026-W10"),
        (datetime(2026, 3, 2, 7, 59, tzinfo=UTC), CHARLIE.zone, "2026-03-01", "2026-W09"),
        # Berlin's 25-hour day: 02:30 happens twice and both are the same Sunday.
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), ALICE.zone, "2026-10-25", "2026-W43"),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), ALICE.zone, "2026-10-25", "2026-W43"),
        (datetime(2027, 1, 1, 12, tzinfo=UTC), ALICE.zone, "2027-01-01", "2026-W53"),
    ],
)
def test_a_day_is_a_date_and_a_week_an_iso_week(at, zone, day, week):
    assert period_on(UMBRELLA, local_date(at, zone)) == day
    assert period_on(RIDE, local_date(at, zone)) == week
    assert period_on(TOUR, local_date(at, zone)) == "once"


@given(
    st.integers(0, 20 * 366 * 24 * 60),
    st.sampled_from([ALICE.zone, BOB.zone, CHARLIE.zone, "Pacific/Apia"]),
    st.sampled_from(TaskKind),
)
def test_every_period_can_be_part_of_an_id(minutes, zone, kind):
    period = period_on(changed(kind=kind), local_date(NOON + minutes * MINUTE, zone))
    assert is_part(period)
