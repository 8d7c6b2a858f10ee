"""When a spending came into its state, and what is said of it, word for word."""

from datetime import timedelta

import msgspec
import pytest

from rewards.ledger.purse import Purse
from rewards.ledger.spending.give_up import end_spending
from rewards.ledger.spending.invariants import (
    ended_in_time,
    holds_are_spendings,
    posted_is_booked,
)
from rewards.ledger.spending.refusals import NobodyToRefund, SpendingUnknown, WrongSpendingState
from rewards.ledger.spending.spending import Spending
from rewards.ledger.spending.take import refund_spending
from tests.people import ALICE, DAY, MINUTE, NOON, UMBRELLA_KIOSK
from tests.rewards.ledger.helpers import NUMBERS, award
from tests.rewards.ledger.spending.test_spending import held, posted, refunded, voided

ENDS = (NOON + 15 * MINUTE).isoformat()


def said(found):
    return [(each.invariant, each.subject, each.sentence) for each in found]


def test_it_says_whose_it_is_and_since_when_it_is_what_it_is():
    asked = held().spending
    assert (asked.merchant, asked.seeds, asked.at) == (UMBRELLA_KIOSK, 40, NOON)
    ended = end_spending(asked, at=NOON + DAY)
    steps = (asked, posted(held()).spending, voided(held()).spending, ended)
    later = (NOON, NOON + MINUTE, NOON + MINUTE, NOON + DAY)
    assert tuple(each.state_at for each in steps) == later
    assert refunded(posted(held())).spending.state_at == NOON + 2 * MINUTE
    for each in steps:
        assert msgspec.convert(msgspec.to_builtins(each), Spending) == each


def test_what_was_booked_by_another_transfer_is_an_error_that_names_both():
    step = posted(held())
    with pytest.raises(
        ValueError, match=f"spending h1 is posted by {award(1).id}: .+ of kind award"
    ):
        refund_spending(step.spending, step.moved.purse, award(1), at=NOON, numbers=NUMBERS)


def test_the_check_says_what_each_of_the_two_says():
    assert said(holds_are_spendings(ALICE.account, Purse(), [held().spending])) == [
        (
            "I3",
            ALICE.account,
            f"hold h1: the purse says nothing, its spending 40 until {ENDS}",
        )
    ]
    assert said(holds_are_spendings(ALICE.account, held().moved.purse, [])) == [
        (
            "I3",
            ALICE.account,
            f"hold h1: the purse says 40 until {ENDS}, its spending nothing",
        )
    ]


def test_the_check_goes_through_all_of_them():
    step = posted(held(), 25)
    other = msgspec.structs.replace(step.spending, id="h2")
    stray = msgspec.structs.replace(step.moved.transfers[0], id=f"spend:{ALICE.account}:h3")
    assert said(posted_is_booked([step.spending, other], {stray.id: stray})) == [
        ("I2", "h1", "25 are posted, None booked"),
        ("I2", "h2", "25 are posted, None booked"),
        ("I2", stray.id, "is spent, and no spending says so"),
    ]


def test_all_of_it_may_be_posted():
    step = posted(held())
    booked = {each.id: each for each in step.moved.transfers}
    assert posted_is_booked([step.spending], booked) == []


def test_what_is_over_and_still_held_is_told_and_nothing_else():
    late = NOON + 2 * DAY
    grace = timedelta(hours=1)
    both = [held().spending, msgspec.structs.replace(voided(held()).spending, id="h2")]
    assert said(ended_in_time(both, at=late, grace=grace)) == [
        ("I5", "h1", f"is held and ended at {ENDS}")
    ]


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        (
            WrongSpendingState(state="held", wanted="refunded", allowed=("ended", "posted")),
            "A hold that is held cannot become refunded; it can be: ended, posted.",
        ),
        (
            WrongSpendingState(state="ended", wanted="posted", allowed=()),
            "A hold that is ended cannot become posted; it can be: nothing: it has ended.",
        ),
        (
            SpendingUnknown(),
            "You have no hold under this id: take the id from where the seeds were set aside.",
        ),
        (
            NobodyToRefund(),
            "The member has left, and no purse is there to refund to: nothing is left to do.",
        ),
    ],
)
def test_it_says(refusal, sentence):
    assert refusal.detail() == sentence
