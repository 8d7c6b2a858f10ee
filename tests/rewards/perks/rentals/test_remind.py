"""Reminders: before the end of what is lent, in the grace of what is late, never of the rest."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.perks.rentals.hand_over import hand_over
from rewards.perks.rentals.remind import moments, with_reminder
from rewards.perks.rentals.rental import OUT, RentalState
from tests.people import DAY, HOUR, MINUTE, NOON
from tests.rewards.perks.rentals.helpers import NUMBERS, in_state

YEAR_MINUTES = 366 * 24 * 60
LENT = NOON + 2 * MINUTE


def lent_for(minutes: int):
    rental, _ = in_state(RentalState.AUTHORISED)
    terms = msgspec.structs.replace(rental.terms, minutes=minutes, minutes_max=minutes)
    rental = msgspec.structs.replace(rental, terms=terms)
    return hand_over(rental, at=LENT, numbers=NUMBERS)


@pytest.mark.parametrize(
    ("minutes", "ahead"),
    [
        (120, 15 * MINUTE),  # a tenth would be 12 minutes
        (600, HOUR),
        (7 * 24 * 60, 7 * DAY / 10),
        (YEAR_MINUTES, 3 * DAY),
    ],
)
def test_how_long_before_the_end_goes_by_how_long_it_is_lent(minutes, ahead):
    assert lent_for(minutes).remind_at == LENT + timedelta(minutes=minutes) - ahead


def test_what_is_lent_for_minutes_is_not_reminded_of():
    assert lent_for(15).remind_at is None


def test_what_is_late_is_reminded_of_in_the_middle_of_its_grace():
    rental, _ = in_state(RentalState.OVERDUE)
    assert rental.remind_at == LENT + 2 * HOUR + 36 * HOUR
    assert with_reminder(rental, after=rental.remind_at, numbers=NUMBERS).remind_at is None


@pytest.mark.parametrize("state", sorted(set(RentalState) - OUT))
def test_nobody_is_reminded_of_what_is_not_out(state):
    rental, _ = in_state(state)
    assert rental.remind_at is None
    assert moments(rental, NUMBERS) == ()


@given(st.integers(1, YEAR_MINUTES), st.integers(0, 2 * YEAR_MINUTES))
def test_a_reminder_is_later_than_now_and_before_the_end(minutes, passed):
    after = LENT + timedelta(minutes=passed)
    rental = with_reminder(lent_for(minutes), after=after, numbers=NUMBERS)
    if rental.remind_at is not None:
        assert after < rental.remind_at < rental.ends_at
