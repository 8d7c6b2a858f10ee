"""A spending goes from state to state as its machine says, and the purse goes with it."""

from datetime import datetime

import pytest

from rewards.ledger.invariants import balances, purse_adds_up
from rewards.ledger.lots import Lot
from rewards.ledger.purse import Purse, with_lots
from rewards.ledger.refusals import AmountOutOfRange, HoldEnded, HoldLength, NotEnoughSeeds
from rewards.ledger.spending.give_up import end_spending, void_spending
from rewards.ledger.spending.refusals import WrongSpendingState
from rewards.ledger.spending.set_aside import Order, set_aside
from rewards.ledger.spending.spending import TRANSITIONS, SpendingState, Step, VoidedBy
from rewards.ledger.spending.take import post_spending, refund_spending
from tests.people import ALICE, DAY, MINUTE, NOON, UMBRELLA_KIOSK
from tests.rewards.ledger.helpers import NUMBERS

SOON, LATE = NOON + 2 * DAY, NOON + 60 * DAY
PURSE = with_lots(Purse(), (Lot(expires_at=SOON, amount=10), Lot(expires_at=LATE, amount=90)))
HELD, POSTED, VOIDED, ENDED, REFUNDED = SpendingState


def order(seeds: int = 40, minutes: int = 15) -> Order:
    return Order(
        id="h1",
        account=ALICE.account,
        merchant=UMBRELLA_KIOSK,
        seeds=seeds,
        minutes=minutes,
        what="order-7",
    )


def held(purse: Purse = PURSE, *, at: datetime = NOON, **wanted: int) -> Step:
    step = set_aside(purse, order(**wanted), at=at, numbers=NUMBERS)
    assert isinstance(step, Step), step
    return step


def posted(step: Step, seeds: int | None = None, *, at: datetime = NOON + MINUTE) -> Step:
    after = post_spending(step.spending, step.moved.purse, at=at, numbers=NUMBERS, seeds=seeds)
    assert isinstance(after, Step), after
    return after


def voided(step: Step, *, at: datetime = NOON + MINUTE) -> Step:
    after = void_spending(
        step.spending, step.moved.purse, by=VoidedBy.MEMBER, at=at, numbers=NUMBERS
    )
    assert isinstance(after, Step), after
    return after


def refunded(step: Step, *, at: datetime = NOON + 2 * MINUTE) -> Step:
    [spent] = step.moved.transfers
    after = refund_spending(step.spending, step.moved.purse, spent, at=at, numbers=NUMBERS)
    assert isinstance(after, Step), after
    return after


def in_state(state: SpendingState) -> Step:
    step = held()
    if state is POSTED:
        return posted(step)
    if state is REFUNDED:
        return refunded(posted(step))
    if state is VOIDED:
        return voided(step)
    if state is ENDED:
        over = end_spending(step.spending, at=NOON + DAY)
        assert not isinstance(over, WrongSpendingState)
        return Step(spending=over, moved=step.moved)
    return step


def ask(step: Step, wanted: SpendingState) -> object:
    spending, purse, at = step.spending, step.moved.purse, NOON + MINUTE
    match wanted:
        case SpendingState.POSTED:
            return post_spending(spending, purse, at=at, numbers=NUMBERS)
        case SpendingState.VOIDED:
            return void_spending(spending, purse, by=VoidedBy.MERCHANT, at=at, numbers=NUMBERS)
        case SpendingState.ENDED:
            return end_spending(spending, at=at)
        case _:
            return refund_spending(spending, purse, None, at=at, numbers=NUMBERS)


@pytest.mark.parametrize("wanted", [POSTED, VOIDED, ENDED, REFUNDED])
@pytest.mark.parametrize("state", SpendingState)
def test_a_wrong_step_names_the_right_ones(state: SpendingState, wanted: SpendingState) -> None:
    allowed = TRANSITIONS[state]
    if wanted in allowed:
        return
    assert ask(in_state(state), wanted) == WrongSpendingState(
        state=state, wanted=wanted, allowed=tuple(sorted(allowed))
    )


def test_set_aside_is_the_members_still_and_can_be_spent_nowhere_else() -> None:
    step = held()
    assert (step.moved.purse.seeds, step.moved.purse.available) == (100, 60)
    assert (step.spending.state, step.spending.ends_at) == (HELD, NOON + 15 * MINUTE)
    assert step.moved.transfers == ()
    assert step.spending.what == "order-7"


@pytest.mark.parametrize(
    ("seeds", "minutes", "refusal"),
    [
        (101, 15, NotEnoughSeeds(wanted=101, available=100)),
        (0, 15, AmountOutOfRange(amount=0, most=100)),
        (-5, 15, AmountOutOfRange(amount=-5, most=100)),
        (1, 15 * 1_440 + 1, HoldLength(seconds=1_296_060, least=60, most=1_296_000)),
        (1, 0, HoldLength(seconds=0, least=60, most=1_296_000)),
    ],
)
def test_what_cannot_be_set_aside(seeds: int, minutes: int, refusal: object) -> None:
    assert set_aside(PURSE, order(seeds, minutes), at=NOON, numbers=NUMBERS) == refusal


def test_what_has_expired_goes_back_and_is_not_set_aside() -> None:
    late = set_aside(PURSE, order(91), at=SOON, numbers=NUMBERS)
    assert late == NotEnoughSeeds(wanted=91, available=90)
    step = held(at=SOON, seeds=90)
    [gone] = step.moved.transfers
    assert (gone.amount, gone.reason) == (10, "expire")
    assert (step.moved.purse.seeds, step.moved.purse.available) == (90, 0)


def test_a_part_is_taken_and_the_rest_can_be_had_again() -> None:
    step = posted(held(), 25)
    spending, purse = step.spending, step.moved.purse
    assert (spending.state, spending.posted, purse.seeds, purse.available) == (POSTED, 25, 75, 75)
    assert balances(step.moved.transfers)["programme:spent"] == 25
    assert spending.lots == (Lot(expires_at=SOON, amount=10), Lot(expires_at=LATE, amount=15))


@pytest.mark.parametrize("seeds", [0, -1, 41])
def test_no_more_is_taken_than_was_set_aside(seeds: int) -> None:
    step = held()
    answer = post_spending(step.spending, step.moved.purse, at=NOON, numbers=NUMBERS, seeds=seeds)
    assert answer == AmountOutOfRange(amount=seeds, most=40)


def test_nothing_is_taken_from_the_end_on_and_it_can_still_be_called_off() -> None:
    step = held()
    ends = step.spending.ends_at
    late = post_spending(step.spending, step.moved.purse, at=ends, numbers=NUMBERS)
    assert late == HoldEnded(id="h1", ended_at=ends)
    assert voided(step, at=ends).moved.purse.available == 100


def test_what_is_refunded_is_there_again_and_has_a_week() -> None:
    back = refunded(posted(held()), at=NOON + 3 * DAY)
    purse = back.moved.purse
    assert (back.spending.state, purse.seeds, purse.available) == (REFUNDED, 100, 100)
    assert purse_adds_up("a", purse) == []
    # The lot it came from has expired since: it has seven days, to the end of the day.
    assert purse.lots[0].amount == 10
    assert purse.lots[0].expires_at >= NOON + 10 * DAY


def test_who_called_it_off_is_known() -> None:
    assert voided(held()).spending.voided_by is VoidedBy.MEMBER


def test_a_spending_that_its_purse_does_not_know_is_a_defect() -> None:
    spending = held().spending
    with pytest.raises(ValueError, match="not in the purse"):
        post_spending(spending, PURSE, at=NOON, numbers=NUMBERS)
    with pytest.raises(ValueError, match="not in the purse"):
        void_spending(spending, PURSE, by=VoidedBy.MEMBER, at=NOON, numbers=NUMBERS)
    with pytest.raises(ValueError, match="not booked"):
        refund_spending(posted(held()).spending, PURSE, None, at=NOON, numbers=NUMBERS)
