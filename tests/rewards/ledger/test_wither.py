"""Withering: exactly at its time, exactly once."""

from rewards.ledger.accounts import MINT
from rewards.ledger.purse import Moved, Purse
from rewards.ledger.wither import wither
from tests.people import ALICE, DAY, MINUTE, NOON
from tests.rewards.ledger.helpers import award, earned

PURSE = earned(award(20, period="p1"), award(5, period="p2", at=NOON + DAY))


def test_a_minute_early_nothing_withers():
    at = NOON + 30 * DAY - MINUTE
    assert wither(PURSE, account=ALICE.account, at=at) == Moved(purse=PURSE)


def test_at_its_time_an_award_goes_back_to_the_mint():
    moved = wither(PURSE, account=ALICE.account, at=NOON + 30 * DAY)
    assert moved.purse.ripe == 5
    (transfer,) = moved.transfers
    assert (transfer.id, transfer.credit) == ("wither:task:tour:alice:p1", MINT)


def test_later_everything_has_gone_and_stays_gone():
    at = NOON + 31 * DAY
    moved = wither(PURSE, account=ALICE.account, at=at)
    assert moved.purse == Purse()
    assert wither(moved.purse, account=ALICE.account, at=at) == Moved(purse=Purse())
