"""What `seedbank check` says of spendings: right is right, and every wrong is found."""

from datetime import timedelta

import msgspec
import pytest

from rewards.ledger.ids import reversal_id
from rewards.ledger.purse import Purse
from rewards.ledger.spending.invariants import ended_in_time, holds_are_spendings, posted_is_booked
from rewards.ledger.spending.spending import SpendingState, Step
from rewards.ledger.transfer import Transfer
from tests.people import ALICE, DAY, NOON
from tests.rewards.ledger.spending.test_spending import held, in_state, posted, refunded

TOOK = posted(held(), 25)
BACK = refunded(TOOK)
BOOKED = {each.id: each for step in (TOOK, BACK) for each in step.moved.transfers}
SPENT = {TOOK.spending.transfer: BOOKED[TOOK.spending.transfer]}


def change(step: Step, **fields: object):
    return msgspec.structs.replace(step.spending, **fields)


@pytest.mark.parametrize(
    ("step", "transfers"),
    [(held(), {}), (in_state(SpendingState.VOIDED), {}), (TOOK, SPENT), (BACK, BOOKED)],
)
def test_what_is_right(step: Step, transfers: dict[str, Transfer]) -> None:
    assert posted_is_booked([step.spending], transfers) == []
    assert holds_are_spendings(ALICE.account, step.moved.purse, [step.spending]) == []


@pytest.mark.parametrize(
    ("spending", "transfers", "says"),
    [
        (TOOK.spending, {}, "25 are posted, None booked"),
        (change(TOOK, posted=24), SPENT, "24 are posted, 25 booked"),
        (change(TOOK, lots=()), SPENT, "0 came from lots"),
        (change(TOOK, seeds=20), SPENT, "25 are posted of 20"),
        (held().spending, SPENT, "25 booked"),
        (TOOK.spending, BOOKED, "its refund is booked"),
        (BACK.spending, SPENT, "its refund is not booked"),
        (change(TOOK, id="other"), SPENT, "no spending says so"),
    ],
)
def test_what_is_wrong_with_a_booking(spending, transfers, says: str) -> None:
    found = posted_is_booked([spending], transfers)
    assert any(says in each.sentence for each in found), found
    assert {each.invariant for each in found} == {"I2"}


@pytest.mark.parametrize(
    ("purse", "spendings"),
    [
        (held().moved.purse, []),
        (Purse(), [held().spending]),
        (held().moved.purse, [change(held(), seeds=39)]),
        (held().moved.purse, [change(held(), ends_at=NOON + DAY)]),
        (held().moved.purse, [in_state(SpendingState.ENDED).spending]),
    ],
)
def test_a_hold_and_its_spending_say_the_same(purse, spendings) -> None:
    [found] = holds_are_spendings(ALICE.account, purse, spendings)
    assert (found.invariant, found.subject) == ("I3", ALICE.account)


def test_nothing_is_held_long_after_its_end() -> None:
    spending, grace = held().spending, timedelta(hours=1)
    in_time = spending.ends_at + grace
    assert ended_in_time([spending], at=in_time, grace=grace) == []
    late = in_time + timedelta(milliseconds=1)
    [found] = ended_in_time([spending, TOOK.spending], at=late, grace=grace)
    assert (found.invariant, found.subject) == ("I5", "h1")


def test_a_reversal_is_named_after_what_it_takes_back() -> None:
    assert reversal_id(TOOK.spending.transfer) in BOOKED
