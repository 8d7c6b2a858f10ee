"""When each step may be: ends only move later, and a return has its window."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.perks.rentals.authorise import authorise
from rewards.perks.rentals.become_overdue import become_overdue
from rewards.perks.rentals.cancel import cancel, end_authorisation
from rewards.perks.rentals.extend import extend
from rewards.perks.rentals.give_back import give_back
from rewards.perks.rentals.hand_over import hand_over
from rewards.perks.rentals.line import Line
from rewards.perks.rentals.refusals import (
    AuthorisationEnded,
    EndNotLater,
    EndTooLate,
    MerchantHasTime,
    NotEndedYet,
    QuoteEnded,
    ReturnOutsideRental,
    WrongRentalState,
)
from rewards.perks.rentals.rental import Ended, Rental, RentalState
from rewards.perks.rentals.settle import settle_unasked
from rewards.perks.rentals.terms import RentalTerms, lint_terms
from tests.people import DAY, HOUR, MINUTE, NOON
from tests.rewards.perks.rentals.helpers import LIMIT, NUMBERS, TERMS, in_state, quoted

ACTIVE, LINE = in_state(RentalState.ACTIVE)
LENT, DUE = NOON + 2 * MINUTE, NOON + 2 * HOUR + 2 * MINUTE
MOMENT = timedelta(milliseconds=1)


def test_a_rental_is_due_when_its_minutes_are_over():
    assert (ACTIVE.handed_over_at, ACTIVE.ends_at) == (LENT, DUE)
    assert ACTIVE.due_by == LENT + 4 * HOUR


@pytest.mark.parametrize("minutes", [15, 16, 600])
def test_a_quote_ends(minutes):
    at = NOON + minutes * MINUTE
    refusal = authorise(quoted(), Line(), limit=LIMIT, at=at, numbers=NUMBERS)
    assert refusal == QuoteEnded(ended_at=NOON + 15 * MINUTE)


@pytest.mark.parametrize("late", [0 * MOMENT, MOMENT, DAY])
def test_an_authorisation_ends(late):
    rental, line = in_state(RentalState.AUTHORISED)
    ended_at = NOON + MINUTE + DAY
    assert hand_over(rental, at=ended_at + late, numbers=NUMBERS) == AuthorisationEnded(
        ended_at=ended_at
    )
    gone = end_authorisation(rental, line, at=ended_at + late)
    assert (gone.rental.cancelled, gone.line) == (Ended.AUTHORISATION_ENDED, Line())


@pytest.mark.parametrize("state", [RentalState.QUOTED, RentalState.AUTHORISED])
def test_what_can_still_be_used_is_not_ended(state):
    rental, line = in_state(state)
    assert rental.ends_at is not None
    at = rental.ends_at - MOMENT
    assert end_authorisation(rental, line, at=at) == NotEndedYet(ends_at=rental.ends_at)


def test_who_cancelled_is_kept():
    rental, line = in_state(RentalState.AUTHORISED)
    assert cancel(rental, line, by=Ended.MERCHANT, at=NOON).rental.cancelled is Ended.MERCHANT


@pytest.mark.parametrize("early", [0 * MOMENT, MOMENT, HOUR])
def test_nothing_is_overdue_before_its_end(early):
    assert become_overdue(ACTIVE, at=DUE - early, numbers=NUMBERS) == NotEndedYet(ends_at=DUE)


def test_overdue_keeps_since_when():
    late = become_overdue(ACTIVE, at=DUE + MOMENT, numbers=NUMBERS)
    assert isinstance(late, Rental)
    assert (late.state, late.ends_at) == (RentalState.OVERDUE, DUE)


@pytest.mark.parametrize("earlier", [0 * MOMENT, MOMENT, 5 * HOUR])
def test_an_end_never_moves_earlier(earlier):
    refusal = extend(ACTIVE, ends_at=DUE - earlier, at=NOON + 10 * MINUTE, numbers=NUMBERS)
    assert refusal == EndNotLater(ends_at=DUE, wanted=DUE - earlier)


def test_an_end_moves_later_as_far_as_the_perk_lends():
    latest = LENT + 4 * HOUR
    longer = extend(ACTIVE, ends_at=latest, at=NOON + 10 * MINUTE, numbers=NUMBERS)
    assert isinstance(longer, Rental)
    assert longer.ends_at == latest
    refusal = extend(ACTIVE, ends_at=latest + MOMENT, at=NOON + 10 * MINUTE, numbers=NUMBERS)
    assert refusal == EndTooLate(latest=latest, wanted=latest + MOMENT)


@pytest.mark.parametrize("state", sorted(set(RentalState) - {RentalState.ACTIVE}))
def test_only_what_is_lent_and_not_late_is_extended(state):
    rental, _ = in_state(state)
    assert isinstance(
        extend(rental, ends_at=NOON + 3 * HOUR, at=NOON + 10 * MINUTE, numbers=NUMBERS),
        WrongRentalState,
    )


@given(st.lists(st.integers(-300, 300), max_size=10))
def test_whatever_is_asked_the_end_only_moves_later(minutes):
    rental = ACTIVE
    for each in minutes:
        answer = extend(rental, ends_at=DUE + each * MINUTE, at=NOON + 10 * MINUTE, numbers=NUMBERS)
        if isinstance(answer, Rental):
            assert rental.ends_at < answer.ends_at <= rental.due_by
            rental = answer


AT = NOON + HOUR


@pytest.mark.parametrize("returned_at", [LENT - MOMENT, NOON, AT + DAY + MOMENT, AT + 9 * DAY])
@pytest.mark.parametrize("state", [RentalState.ACTIVE, RentalState.OVERDUE])
def test_a_return_is_within_hand_over_and_a_day_from_now(state, returned_at):
    rental, _ = in_state(state)
    refusal = give_back(rental, returned_at=returned_at, at=AT, numbers=NUMBERS)
    assert refusal == ReturnOutsideRental(returned_at=returned_at, earliest=LENT, latest=AT + DAY)


@pytest.mark.parametrize("returned_at", [LENT, AT, AT + DAY])
def test_the_ends_of_the_window_are_in_it(returned_at):
    back = give_back(ACTIVE, returned_at=returned_at, at=AT, numbers=NUMBERS)
    assert isinstance(back, Rental)
    assert (back.returned_at, back.state_at, back.ends_at) == (returned_at, AT, DUE)


@pytest.mark.parametrize("early", [MOMENT, DAY])
def test_the_merchant_has_two_weeks_to_settle(early):
    rental, line = in_state(RentalState.RETURNED)
    until = AT + 14 * DAY
    refusal = settle_unasked(rental, line, at=until - early, numbers=NUMBERS)
    assert refusal == MerchantHasTime(until=until)
    assert settle_unasked(rental, line, at=until, numbers=NUMBERS).line == Line()


def test_terms_that_lend_for_longer_than_they_may_are_named():
    bad = RentalTerms(deposit_minor=1, minutes=10, minutes_max=9)
    assert lint_terms(TERMS) == []
    assert lint_terms(bad) == ["it lends for 10 minutes and at most for 9"]
