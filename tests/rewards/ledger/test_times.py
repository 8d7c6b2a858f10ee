"""Every transfer says when it was booked, and is what a transfer may be."""

import msgspec
import pytest

from rewards.ledger.collect import collect
from rewards.ledger.expire import expire
from rewards.ledger.hold import hold, post
from rewards.ledger.ids import lend_id, repay_id, spend_id
from rewards.ledger.lots import Lot, lot_expiry
from rewards.ledger.purse import Moved, Purse, with_lots
from rewards.ledger.reasons import Reason
from rewards.ledger.reverse import ReversalPolicy, reverse
from rewards.ledger.spend import refund, spend
from rewards.ledger.transfer import Transfer
from rewards.ledger.wither import wither
from tests.people import ALICE, DAY, NOON
from tests.rewards.ledger.helpers import NUMBERS, award, earned

AT = NOON + DAY
AWARD, NEXT = award(20), award(30, period="p2")
SPENDING = spend_id(account=ALICE.account, spending="v1")
PURSE = with_lots(Purse(), (Lot(expires_at=NOON + 60 * DAY, amount=90),))
OF_SPENDING = {"reason": Reason.SPEND, "transfer_id": SPENDING, "account": ALICE.account}


def collected(purse: Purse, *, at=AT) -> Moved:
    moved = collect(purse, account=ALICE.account, at=at, numbers=NUMBERS)
    assert isinstance(moved, Moved)
    return moved


def spent(*, at=AT) -> Moved:
    moved = spend(PURSE, amount=40, at=at, existing=None, **OF_SPENDING)
    assert isinstance(moved, Moved)
    return moved


def posted() -> Moved:
    purse = hold(PURSE, hold_id="h", amount=9, ends_at=AT + DAY, at=AT, numbers=NUMBERS)
    return post(purse, hold_id="h", at=AT, numbers=NUMBERS, **OF_SPENDING)


def refunded() -> Moved:
    before = spent(at=NOON)
    (paid,) = before.transfers
    return refund(before.purse, paid, lots=before.lots, known=None, at=AT, numbers=NUMBERS)


def taken_back(purse: Purse, *known: Transfer) -> Moved:
    return reverse(
        purse,
        AWARD,
        known={each.id: each for each in known},
        at=AT,
        numbers=NUMBERS,
        policy=ReversalPolicy.DEBT,
    )


def owing() -> Moved:
    before = collected(earned(AWARD), at=NOON)
    empty = with_lots(before.purse, ())
    return taken_back(empty, *before.transfers)


def repaid() -> Moved:
    return collected(earned(NEXT, purse=owing().purse))


MOVES = {
    "spend": spent,
    "post": posted,
    "refund": refunded,
    "expire": lambda: expire(
        with_lots(Purse(), (Lot(expires_at=AT, amount=1),)), account=ALICE.account, at=AT
    ),
    "wither": lambda: wither(earned(award(1, at=AT - 30 * DAY)), account=ALICE.account, at=AT),
    "collect": lambda: collected(earned(AWARD)),
    "reverse a ripe one": lambda: taken_back(earned(AWARD)),
    "reverse a collected one": lambda: taken_back(
        collected(earned(AWARD), at=NOON).purse, *collected(earned(AWARD), at=NOON).transfers
    ),
    "reverse what is gone": owing,
    "repay": repaid,
}


@pytest.mark.parametrize("name", MOVES)
def test_it_is_booked_at_the_moment_that_was_given(name):
    moved = MOVES[name]()
    assert isinstance(moved, Moved)
    assert moved.transfers
    for transfer in moved.transfers:
        assert transfer.at == AT
        assert msgspec.convert(msgspec.to_builtins(transfer), Transfer) == transfer


def test_what_is_lent_and_repaid_is_named_by_its_award():
    assert [each.id for each in owing().transfers if each.reason is Reason.LEND] == [
        lend_id(AWARD.id)
    ]
    assert [each.id for each in repaid().transfers if each.reason is Reason.REPAY] == [
        repay_id(NEXT.id)
    ]


def test_a_debt_is_repaid_from_this_months_lot_before_older_seeds():
    older = Lot(expires_at=AT + 5 * DAY, amount=7)
    purse = with_lots(earned(NEXT, purse=owing().purse), (older,))
    after = collected(purse).purse
    assert after.lots == (older, Lot(expires_at=lot_expiry(AT, NUMBERS), amount=10))
    assert after.debt == 0
