"""What is offered is what the steps take: each move from each state, late enough for all."""

import pytest

from rewards.perks.rentals.authorise import authorise
from rewards.perks.rentals.cancel import cancel
from rewards.perks.rentals.claim_damage import claim_damage
from rewards.perks.rentals.come_back import come_back
from rewards.perks.rentals.extend import extend
from rewards.perks.rentals.fault import clear_fault, report_fault
from rewards.perks.rentals.follow_breach import follow_breach
from rewards.perks.rentals.give_back import give_back
from rewards.perks.rentals.hand_over import hand_over
from rewards.perks.rentals.lose import lose
from rewards.perks.rentals.moves import Move, moves_of
from rewards.perks.rentals.propose_breach import broken_from, propose_breach
from rewards.perks.rentals.rental import IN_BREACH, Ended, Rental, RentalState
from rewards.perks.rentals.settle import settle
from rewards.refusal import Refusal
from rewards.score.evidence import Status
from rewards.score.standing.standing import TRANSITIONS, Standing
from tests.people import DAY, HOUR, NOON
from tests.rewards.perks.rentals.helpers import LIMIT, NUMBERS, PROPOSED_AT, in_state

LATE = PROPOSED_AT + 30 * DAY
STANDS = {
    RentalState.BREACH_PROPOSED: Status.PROPOSED,
    RentalState.DISPUTED: Status.CHALLENGED,
    RentalState.BREACHED: Status.COUNTED,
}


def back(rental, _line):
    if rental.state in IN_BREACH:
        return come_back(rental, returned_at=LATE, at=LATE, numbers=NUMBERS)
    return give_back(rental, returned_at=LATE, at=LATE, numbers=NUMBERS)


def taken_back(rental, line):
    """As its evidence allows the one who said it; who objects is answered instead."""
    status = STANDS.get(rental.state)
    if status in (None, Status.CHALLENGED) or Status.REVERSED not in TRANSITIONS[status]:
        return settle(rental, line, at=LATE) if status is Status.CHALLENGED else NO
    return follow_breach(rental, line, Standing(status=Status.REVERSED), at=LATE)


class No(Refusal, frozen=True):
    """Nothing of that kind."""


NO = No()
TAKEN = {
    Move.AUTHORISE: lambda r, line: authorise(r, line, limit=LIMIT, at=NOON, numbers=NUMBERS),
    Move.HAND_OVER: lambda r, line: hand_over(r, at=NOON + HOUR, numbers=NUMBERS),
    Move.RETURN: back,
    Move.SETTLE: lambda r, line: settle(r, line, at=LATE),
    Move.CANCEL: lambda r, line: cancel(r, line, by=Ended.MERCHANT, at=NOON),
    Move.CURE: lambda r, line: come_back(r, returned_at=None, at=LATE, numbers=NUMBERS),
    Move.TAKE_BACK: taken_back,
    Move.EXTEND: lambda r, line: extend(r, ends_at=r.due_by, at=NOON, numbers=NUMBERS),
    Move.DAMAGE: lambda r, line: claim_damage(r, amount_minor=1, at=LATE),
    Move.FAULT: lambda r, line: report_fault(r, at=LATE, numbers=NUMBERS),
    Move.CLEAR: lambda r, line: clear_fault(r, at=LATE, numbers=NUMBERS),
    Move.LOSS: lambda r, line: lose(r, at=LATE),
    Move.BREACH: lambda r, line: propose_breach(r, at=LATE, numbers=NUMBERS),
}


def lives() -> dict[str, tuple[Rental, object]]:
    """Every state, and those in which something was said already."""
    found = {state.value: in_state(state) for state in RentalState}
    for state in (RentalState.ACTIVE, RentalState.OVERDUE):
        rental, line = in_state(state)
        at = NOON + 4 * HOUR
        found[f"{state}, faulty"] = report_fault(rental, at=at, numbers=NUMBERS), line
    rental, line = in_state(RentalState.ACTIVE)
    longest = extend(rental, ends_at=rental.due_by, at=NOON, numbers=NUMBERS)
    found["active, as long as it can be"] = longest, line
    rental, line = in_state(RentalState.RETURNED)
    damaged = claim_damage(rental, amount_minor=1, at=NOON + 3 * HOUR)
    found["returned, damaged"] = damaged, line
    unpaid = propose_breach(damaged, at=LATE, numbers=NUMBERS)
    found["damage unpaid"] = unpaid, line
    return found


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("life", sorted(lives()))
def test_what_is_offered_is_taken_and_nothing_else_is(life, move):
    rental, line = lives()[life]
    taken = not isinstance(TAKEN[move](rental, line), Refusal)
    assert taken is (move in moves_of(rental))


@pytest.mark.parametrize("life", sorted(lives()))
def test_a_breach_is_offered_from_when_it_can_be_said(life):
    rental, _ = lives()[life]
    at = broken_from(rental, NUMBERS)
    if rental.state is not RentalState.ACTIVE:
        assert (at is not None) is (Move.BREACH in moves_of(rental))
