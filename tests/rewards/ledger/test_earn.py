"""Earning: into the basket, once, and never out of it unseen."""

import msgspec
import pytest

from rewards.economy import LedgerNumbers
from rewards.ledger.amount import AMOUNT_MAX
from rewards.ledger.earn import earn
from rewards.ledger.purse import Moved, Purse
from rewards.ledger.reasons import Reason
from rewards.ledger.refusals import AmountOutOfRange, DifferentTransfer
from rewards.ledger.transfer import move
from rewards.ledger.wither import wither
from tests.people import ALICE, BOB, DAY, NOON
from tests.rewards.ledger.helpers import NUMBERS, award, earned

SMALL = LedgerNumbers(ripe_entries_max=2)


def test_an_award_waits_thirty_days_in_the_basket():
    moved = earn(Purse(), award(20), existing=None, numbers=NUMBERS)
    assert isinstance(moved, Moved)
    assert (moved.purse.ripe, moved.purse.seeds) == (20, 0)
    assert moved.purse.basket[0].withers_at == NOON + 30 * DAY
    assert moved.transfers == (award(20),)


def test_the_same_award_again_moves_nothing():
    purse = earned(award(20))
    again = earn(purse, award(20, at=NOON + DAY), existing=award(20), numbers=NUMBERS)
    assert again == Moved(purse=purse)


@pytest.mark.parametrize(
    ("field", "value"), [("amount", 21), ("account", "bob"), ("credit", "ripe:bob")]
)
def test_another_award_under_the_same_id_is_refused_by_field(field, value):
    other = msgspec.structs.replace(award(20), **{field: value})
    refusal = earn(Purse(), other, existing=award(20), numbers=NUMBERS)
    old = str(getattr(award(20), field))
    assert refusal == DifferentTransfer(
        id=award(20).id, field=field, existing=old, wanted=str(value)
    )


@pytest.mark.parametrize("amount", [0, -1, -(2**63), AMOUNT_MAX + 1, 2**63])
def test_amounts_no_ledger_can_book_are_refused(amount):
    refusal = earn(Purse(), award(amount), existing=None, numbers=NUMBERS)
    assert refusal == AmountOutOfRange(amount=amount, most=AMOUNT_MAX)


def test_an_account_holds_no_more_than_a_number_can_say():
    purse = earned(award(AMOUNT_MAX - 1))
    refusal = earn(purse, award(2, period="p2"), existing=None, numbers=NUMBERS)
    assert refusal == AmountOutOfRange(amount=2, most=1)


def test_a_full_basket_collects_its_oldest_entry():
    first, second = award(1, period="p1"), award(2, period="p2", at=NOON + DAY)
    purse = earned(first, second, numbers=SMALL)
    third = award(4, period="p3", at=NOON + 2 * DAY)
    moved = earn(purse, third, existing=None, numbers=SMALL)
    assert isinstance(moved, Moved)
    assert moved.amount(Reason.COLLECT) == 1
    assert (moved.purse.ripe, moved.purse.seeds) == (6, 1)
    assert [entry.id for entry in moved.purse.basket] == [second.id, third.id]


def test_a_full_basket_withers_first_what_is_overdue():
    purse = earned(award(1, period="p1"), award(2, period="p2", at=NOON + DAY), numbers=SMALL)
    late = award(4, period="p3", at=NOON + 30 * DAY)
    moved = earn(purse, late, existing=None, numbers=SMALL)
    assert isinstance(moved, Moved)
    assert [each.reason for each in moved.transfers] == [Reason.WITHER, Reason.AWARD]
    assert (moved.purse.ripe, moved.purse.seeds) == (6, 0)


def test_a_lowered_limit_empties_the_basket_down_to_it():
    purse = earned(*(award(1, period=f"p{day}", at=NOON + day * DAY) for day in range(5)))
    last = award(1, period="p5", at=NOON + 5 * DAY)
    moved = earn(purse, last, existing=None, numbers=SMALL)
    assert isinstance(moved, Moved)
    assert (moved.purse.ripe, moved.purse.seeds) == (2, 4)


@pytest.mark.parametrize(
    ("reason", "id_"),
    [(Reason.PRIZE, "settlement:s:1:alice"), (Reason.INVITATION, "invitation:i:first:inviter")],
)
def test_prizes_and_invitations_wait_in_the_basket_too(reason, id_):
    won = move(reason, transfer_id=id_, amount=5, account=ALICE.account, at=NOON)
    moved = earn(Purse(), won, existing=None, numbers=NUMBERS)
    assert isinstance(moved, Moved)
    assert (moved.purse.ripe, moved.transfers) == (5, (won,))
    gone = wither(moved.purse, account=ALICE.account, at=NOON + 30 * DAY)
    assert gone.purse == Purse()


def test_only_awards_are_earned():
    withered = wither(earned(award(20)), account=ALICE.account, at=NOON + 30 * DAY)
    with pytest.raises(ValueError, match="not an award"):
        earn(Purse(), withered.transfers[0], existing=None, numbers=NUMBERS)


def test_what_one_member_earned_is_not_what_another_did():
    theirs = msgspec.structs.replace(award(20), account=BOB.account)
    with pytest.raises(ValueError, match="two transfers"):
        earn(Purse(), theirs, existing=award(20, period="p2"), numbers=NUMBERS)
