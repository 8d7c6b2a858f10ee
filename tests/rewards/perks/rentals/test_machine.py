"""Every step from every state: what is not allowed is refused and says what is."""

import pytest

from rewards.perks.rentals.authorise import Booked, authorise
from rewards.perks.rentals.become_overdue import become_overdue
from rewards.perks.rentals.cancel import cancel, end_authorisation
from rewards.perks.rentals.come_back import come_back
from rewards.perks.rentals.give_back import give_back
from rewards.perks.rentals.give_up import give_up
from rewards.perks.rentals.hand_over import hand_over
from rewards.perks.rentals.lose import lose
from rewards.perks.rentals.propose_breach import propose_breach
from rewards.perks.rentals.refusals import DisputeOpen, NothingBroken, WrongRentalState
from rewards.perks.rentals.rental import (
    HOLDING,
    IN_BREACH,
    TRANSITIONS,
    Ended,
    RentalState,
    wrong_state,
)
from rewards.perks.rentals.settle import settle, settle_unasked
from tests.people import DAY, HOUR, NOON
from tests.rewards.perks.rentals.helpers import LIMIT, NUMBERS, in_state

LATER = NOON + 60 * DAY
STEPS = {
    "authorise": (
        RentalState.AUTHORISED,
        lambda r, line: authorise(r, line, limit=LIMIT, at=NOON, numbers=NUMBERS),
    ),
    "hand over": (
        RentalState.ACTIVE,
        lambda r, line: hand_over(r, at=NOON + HOUR, numbers=NUMBERS),
    ),
    "overdue": (
        RentalState.OVERDUE,
        lambda r, line: become_overdue(r, at=LATER, numbers=NUMBERS),
    ),
    "lose": (RentalState.LOST, lambda r, line: lose(r, at=LATER)),
    "give back": (
        RentalState.RETURNED,
        lambda r, line: give_back(r, returned_at=LATER, at=LATER, numbers=NUMBERS),
    ),
    "cancel": (
        RentalState.CANCELLED,
        lambda r, line: cancel(r, line, by=Ended.MERCHANT, at=NOON),
    ),
    "end authorisation": (
        RentalState.CANCELLED,
        lambda r, line: end_authorisation(r, line, at=LATER),
    ),
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("state", RentalState)
def test_every_step_from_every_state(state, step):
    wanted, take = STEPS[step]
    answer = take(*in_state(state))
    if wanted in TRANSITIONS[state]:
        assert getattr(answer, "rental", answer).state is wanted
    else:
        allowed = tuple(sorted(TRANSITIONS[state]))
        assert answer == WrongRentalState(state=state, wanted=wanted, allowed=allowed)
        assert all(each in answer.detail() for each in allowed)


SETTLES = {RentalState.RETURNED, RentalState.LOST}
SETTLES_UNASKED = SETTLES | {RentalState.OVERDUE}


@pytest.mark.parametrize("state", RentalState)
def test_only_what_came_back_or_was_paid_is_settled(state):
    answer = settle(*in_state(state), at=LATER)
    refused = DisputeOpen if state is RentalState.DISPUTED else WrongRentalState
    assert isinstance(answer, Booked if state in SETTLES else refused)
    unasked = settle_unasked(*in_state(state), at=LATER, numbers=NUMBERS)
    assert isinstance(unasked, Booked if state in SETTLES_UNASKED else WrongRentalState)


@pytest.mark.parametrize("state", RentalState)
def test_only_a_breach_is_made_good_or_given_up(state):
    rental, line = in_state(state)
    good = come_back(rental, returned_at=None, at=LATER, numbers=NUMBERS)
    assert good == (rental if state in IN_BREACH else wrong_state(rental, RentalState.CURED))
    gone = give_up(rental, line, at=LATER + 365 * DAY, numbers=NUMBERS)
    wanted = Booked if state is RentalState.BREACHED else WrongRentalState
    assert isinstance(gone, wanted)


@pytest.mark.parametrize("state", RentalState)
def test_a_breach_is_proposed_of_what_is_late_or_unpaid(state):
    rental, _ = in_state(state)
    answer = propose_breach(rental, at=LATER, numbers=NUMBERS)
    if state is RentalState.RETURNED:
        assert answer == NothingBroken()
    elif state in (RentalState.OVERDUE, RentalState.LOST):
        assert answer.state is RentalState.BREACH_PROPOSED
    else:
        assert isinstance(answer, WrongRentalState)


@pytest.mark.parametrize("state", RentalState)
def test_the_line_is_in_use_while_a_deposit_is_outstanding(state):
    rental, line = in_state(state)
    assert line.used == (rental.deposit if state in HOLDING else 0)


def test_every_state_is_in_the_machine_and_two_end_it():
    assert set(TRANSITIONS) == set(RentalState)
    assert {state for state, ways in TRANSITIONS.items() if not ways} == {
        RentalState.SETTLED,
        RentalState.CANCELLED,
    }


def test_what_holds_nothing_never_holds_again():
    for state in set(RentalState) - HOLDING - {RentalState.QUOTED}:
        assert not TRANSITIONS[state] & HOLDING


def test_nothing_outstanding_is_ever_cancelled_after_the_hand_over():
    for state in HOLDING - {RentalState.AUTHORISED}:
        assert RentalState.CANCELLED not in TRANSITIONS[state]
