"""What a rental says of a promise: nothing until it is over, then two facts."""

import pytest

from rewards.perks.rentals.authorise import Booked
from rewards.perks.rentals.evidence import evidence_of
from rewards.perks.rentals.give_back import give_back
from rewards.perks.rentals.line import Line
from rewards.perks.rentals.rental import Rental, RentalState
from rewards.perks.rentals.settle import settle
from rewards.perks.rentals.terms import Size
from rewards.score.evidence import EvidenceKind as Kind
from tests.people import DAY, HOUR, MINUTE, NOON, UMBRELLA_KIOSK
from tests.rewards.perks.rentals.helpers import NUMBERS, in_state

DUE = NOON + 2 * HOUR + 2 * MINUTE


def kinds(state: RentalState, returned_at, *, at=NOON + 5 * HOUR):
    rental, line = in_state(state)
    back = give_back(rental, returned_at=returned_at, at=at, numbers=NUMBERS)
    assert isinstance(back, Rental)
    done = settle(back, line, at=at)
    assert isinstance(done, Booked)
    assert done.line == Line()
    return [each.kind for each in evidence_of(done.rental)]


@pytest.mark.parametrize("state", sorted(set(RentalState) - {RentalState.SETTLED}))
def test_what_is_not_over_says_nothing(state):
    assert evidence_of(in_state(state)[0]) == ()


def test_a_kept_rental_is_two_facts_from_the_merchant():
    kept, returned = evidence_of(in_state(RentalState.SETTLED)[0])
    assert (kept.id, kept.kind) == ("rental:r1:kept", Kind.RENTAL_KEPT_SMALL)
    assert (returned.id, returned.kind) == ("rental:r1:returned", Kind.RETURNED_ON_TIME)
    assert {kept.at, returned.at} == {NOON + 2 * HOUR}
    assert {kept.source, returned.source} == {UMBRELLA_KIOSK}


def test_a_large_one_counts_as_large():
    kept, _ = evidence_of(in_state(RentalState.SETTLED, size=Size.LARGE)[0])
    assert kept.kind is Kind.RENTAL_KEPT_LARGE


@pytest.mark.parametrize("late", [MINUTE / 60_000, MINUTE, 2 * HOUR])
@pytest.mark.parametrize("state", [RentalState.ACTIVE, RentalState.OVERDUE])
def test_a_late_return_is_kept_and_late(state, late):
    assert kinds(state, DUE + late) == [Kind.RENTAL_KEPT_SMALL, Kind.RETURNED_LATE]


def test_a_late_report_of_a_return_in_time_is_no_late_return():
    assert kinds(RentalState.OVERDUE, DUE) == [Kind.RENTAL_KEPT_SMALL, Kind.RETURNED_ON_TIME]


@pytest.mark.parametrize("returned_at", [NOON + HOUR, NOON + DAY])
def test_evidence_is_dated_by_the_settlement_whenever_the_return_was(returned_at):
    """Never before a cut-off that has passed, never in the future."""
    rental, line = in_state(RentalState.ACTIVE)
    back = give_back(rental, returned_at=returned_at, at=NOON + HOUR, numbers=NUMBERS)
    assert isinstance(back, Rental)
    done = settle(back, line, at=NOON + 9 * DAY)
    assert isinstance(done, Booked)
    assert {each.at for each in evidence_of(done.rental)} == {NOON + 9 * DAY}
