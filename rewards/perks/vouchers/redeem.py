"""Redeem: the merchant takes a voucher, once, in its time."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from rewards.ledger.purse import Moved, Purse
from rewards.perks.terms.window import Window, next_open
from rewards.perks.vouchers.refusals import VoucherClosedNow, VoucherUnknown
from rewards.perks.vouchers.voucher import Step, Voucher, VoucherState, enter, follow


def redeem(
    voucher: Voucher | None,
    purse: Purse,
    *,
    merchant: str,
    windows: Sequence[Window],
    zone: str,
    at: datetime,
) -> Step | VoucherUnknown | VoucherClosedNow:
    """The voucher, redeemed at `at`; its seeds are spent, and the purse is as it was.

    `windows` are the perk's hours, in the programme's `zone`. What is another merchant's, over, or
    redeemed before is unknown, like what never was: whoever tries codes learns nothing.
    """
    if voucher is None or voucher.merchant != merchant or voucher.ends_at <= at:
        return VoucherUnknown()
    if follow(voucher, VoucherState.REDEEMED) is not None:
        return VoucherUnknown()
    if (opens_at := next_open(windows, at, zone)) is not None:
        return VoucherClosedNow(opens_at=opens_at)
    after = msgspec.structs.replace(enter(voucher, VoucherState.REDEEMED, at), redeemed_at=at)
    return Step(voucher=after, moved=Moved(purse=purse, transfers=(voucher.spent(at),)))
