"""What goes soon is told by whole days, and no day is told too early or too late."""

from datetime import UTC, datetime, timedelta

import pytest

from rewards.ledger.lots import Lot
from rewards.ledger.purse import Purse, Ripe, with_basket, with_lots
from rewards.ledger.soon import Leaving, expiring_soon, withering_soon
from tests.people import DAY, HOUR, NOON
from tests.rewards.ledger.helpers import NUMBERS

MIDNIGHT = datetime(2026, 3, 5, tzinfo=UTC)


def basket(*waits: timedelta) -> Purse:
    entries = (
        Ripe(id=f"task:t:alice:p{number}", amount=10, withers_at=NOON + wait)
        for number, wait in enumerate(waits)
    )
    return with_basket(Purse(), tuple(entries))


def withering(purse: Purse, *, at: datetime = NOON, by: datetime | None = None):
    return withering_soon(purse, at=at, by=by or at, numbers=NUMBERS)


def test_what_withers_on_one_day_is_one_reminder():
    purse = basket(3 * DAY, 3 * DAY + HOUR, 2 * DAY)
    assert withering(purse) == (
        Leaving(day="2026-03-06", seeds=10, parts=1, at=NOON + 2 * DAY),
        Leaving(day="2026-03-07", seeds=20, parts=2, at=NOON + 3 * DAY),
    )


@pytest.mark.parametrize(
    ("wait", "told"),
    [
        (timedelta(0), False),  # gone
        (HOUR, True),
        (3 * DAY + 11 * HOUR, True),  # later that day, but that day
        (3 * DAY + 12 * HOUR, False),  # the next one begins
        (30 * DAY, False),
    ],
)
def test_a_day_is_near_enough_or_not(wait, told):
    assert bool(withering(basket(wait))) is told


def test_a_run_as_of_earlier_tells_what_was_near_then_and_is_still_there():
    purse = basket(DAY, 3 * DAY, 5 * DAY)
    told = withering(purse, at=NOON + 2 * DAY, by=NOON)
    assert [each.at for each in told] == [NOON + 3 * DAY]


def test_lots_have_their_own_notice():
    lots = tuple(Lot(expires_at=MIDNIGHT + days * DAY, amount=5) for days in (0, 13, 14, 300))
    purse = with_lots(Purse(), lots)
    told = expiring_soon(purse, at=NOON, by=NOON, numbers=NUMBERS)
    assert [(each.day, each.seeds) for each in told] == [("2026-03-05", 5), ("2026-03-18", 5)]
    assert withering(purse) == ()
