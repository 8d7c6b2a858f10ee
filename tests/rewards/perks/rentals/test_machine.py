"""Every step from every state: what is not allowed is refused and says what is."""

import pytest

from rewards.perks.rentals.authorise import authorise
from rewards.perks.rentals.become_overdue import become_overdue
from rewards.perks.rentals.cancel import cancel, end_authorisation
from rewards.perks.rentals.give_back import give_back
from rewards.perks.rentals.hand_over import hand_over
from rewards.perks.rentals.refusals import WrongRentalState
from rewards.perks.rentals.rental import HOLDING, TRANSITIONS, Ended, RentalState
from rewards.perks.rentals.settle import settle, settle_unasked
from tests.people import DAY, HOUR, NOON
from tests.rewards.perks.rentals.helpers import LIMIT, NUMBERS, in_state

LATER = NOON + 60 * DAY
STEPS = {
    "authorise": (
        RentalState.AUTHORISED,
        lambda r, line: authorise(r, line, limit=LIMIT, at=NOON, numbers=NUMBERS),
    ),
    "hand over": (RentalState.ACTIVE, lambda r, line: hand_over(r, at=NOON + HOUR)),
    "overdue": (RentalState.OVERDUE, lambda r, line: become_overdue(r, at=LATER)),
    "give back": (
        RentalState.RETURNED,
        lambda r, line: give_back(r, returned_at=LATER, at=LATER, numbers=NUMBERS),
    ),
    "settle": (RentalState.SETTLED, lambda r, line: settle(r, line, at=LATER)),
    "settle unasked": (
        RentalState.SETTLED,
        lambda r, line: settle_unasked(r, line, at=LATER, numbers=NUMBERS),
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


def test_nothing_outstanding_is_ever_cancelled_after_the_hand_over():
    for state in (RentalState.ACTIVE, RentalState.OVERDUE, RentalState.RETURNED):
        assert RentalState.CANCELLED not in TRANSITIONS[state]
