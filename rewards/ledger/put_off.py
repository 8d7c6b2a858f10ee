"""Put off: what a purse would lose by time, it loses so much later. The membership was paused."""

from datetime import datetime, timedelta

import msgspec

from rewards.ledger.lots import Lot
from rewards.ledger.purse import Purse, with_basket, with_lots


def put_off(purse: Purse, *, by: timedelta, since: datetime) -> Purse:
    """The purse whose dates after `since` are `by` later, in holds too, which end when they end.

    What was over at `since` stays over, whether or not a job has come by. Nothing is booked:
    balances are as before.
    """
    basket = tuple(
        msgspec.structs.replace(each, withers_at=each.withers_at + by)
        if since < each.withers_at
        else each
        for each in purse.basket
    )
    holds = tuple(
        msgspec.structs.replace(each, lots=_lots(each.lots, by, since)) for each in purse.holds
    )
    return with_lots(with_basket(purse, basket), _lots(purse.lots, by, since), holds)


def _lots(lots: tuple[Lot, ...], by: timedelta, since: datetime) -> tuple[Lot, ...]:
    return tuple(
        msgspec.structs.replace(each, expires_at=each.expires_at + by)
        if since < each.expires_at
        else each
        for each in lots
    )
