"""I2, I3, I5, I6: vouchers against what is booked, and against the stock that they are of."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from rewards.ledger.invariants import Violation
from rewards.ledger.transfer import Transfer
from rewards.perks.vouchers.invariants import (
    expired_in_time,
    held_is_known,
    never_oversold,
    redeemed_in_time,
    voucher_is_booked,
)
from rewards.perks.vouchers.voucher import Voucher, VoucherState
from service.members.account import Account
from service.store.schema.page import STOCKS, VOUCHERS
from service.store.store import Store

GRACE = timedelta(days=1)
"""How long a voucher may outlive its end: the job runs every ten minutes, and may be down a day."""

PERKS_MAX = 10_000
"""Perks of one programme document are few."""

OUT = (VoucherState.HELD.value, VoucherState.REDEEMED.value)


def vouchers_hold(
    accounts: Iterable[Account],
    vouchers: Iterable[Voucher],
    transfers: Iterable[Transfer],
    now: datetime | None,
) -> Iterable[Violation]:
    """All that is wrong with the vouchers of these accounts. Without a time `now` of the programme
    nothing is said of what should have ended."""
    by_account: dict[str, list[Voucher]] = defaultdict(list)
    for voucher in vouchers:
        by_account[voucher.account].append(voucher)
        yield from redeemed_in_time(voucher)
        yield from () if now is None else expired_in_time(voucher, at=now, grace=GRACE)
    every = [each for own in by_account.values() for each in own]
    yield from voucher_is_booked(every, {each.id: each for each in transfers})
    for account in accounts:
        yield from held_is_known(account.id, account.vouchers, by_account.get(account.id, []))


async def check_stocks(store: Store) -> list[Violation]:
    """Every perk of whose stock vouchers were sold, at one moment."""
    async with store.snapshot() as snapshot:
        taken = {each.id: each.taken for each in await snapshot.after(STOCKS, "", PERKS_MAX)}
        count = {"sold": {"$sum": 1}}
        match = {"stocked": True, "state": {"$in": list(OUT)}}
        sold = await snapshot.grouped(VOUCHERS, "perk", count, match=match)
    return [
        found
        for perk, row in sorted(sold.items())
        for found in never_oversold(perk, sold=int(row["sold"]), taken=taken.get(perk, 0))
    ]
