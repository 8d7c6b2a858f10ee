"""The check of spendings finds damage, whichever side it was done on."""

import msgspec

from rewards.ledger.purse import Purse
from service.check.spendings import GRACE, spendings_hold
from service.members.states import State
from tests.people import ALICE, NOON, account_of
from tests.rewards.ledger.spending.test_spending import held, posted

HELD, TOOK = held(), posted(held(), 25)
ALICES = account_of(ALICE, state=State.ACTIVE)


def found(purse, spendings, transfers=(), now=None):  # type: ignore[no-untyped-def]
    account = msgspec.structs.replace(ALICES, purse=purse)
    return [each.invariant for each in spendings_hold([account], spendings, transfers, now)]


def test_what_is_right_is_green() -> None:
    assert found(HELD.moved.purse, [HELD.spending], now=NOON) == []
    assert found(TOOK.moved.purse, [TOOK.spending], TOOK.moved.transfers) == []


def test_a_hold_of_nothing_and_a_spending_without_a_hold() -> None:
    assert found(HELD.moved.purse, []) == ["I3"]
    assert found(Purse(), [HELD.spending]) == ["I3"]


def test_a_booking_that_no_spending_knows_and_one_that_is_not_there() -> None:
    assert found(TOOK.moved.purse, [], TOOK.moved.transfers) == ["I2"]
    assert found(TOOK.moved.purse, [TOOK.spending]) == ["I2"]


def test_a_hold_long_past_its_end_if_the_time_is_known() -> None:
    late = HELD.spending.ends_at + GRACE * 2
    assert found(HELD.moved.purse, [HELD.spending], now=late) == ["I5"]
    assert found(HELD.moved.purse, [HELD.spending]) == []
