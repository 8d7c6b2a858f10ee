"""A voucher as it is told to its merchant, and to its member."""

import msgspec

from rewards.calendar import Instant
from rewards.perks.vouchers.voucher import Voucher, VoucherState


class VoucherView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Bought for `seeds` at `at`, good at its merchant until before `ends_at`. Without the code,
    which only its member may show, and without the member."""

    id: str
    perk: str
    merchant: str
    seeds: int
    at: Instant
    ends_at: Instant
    state: VoucherState
    state_at: Instant
    redeemed_at: Instant | None = None


class MyVoucher(VoucherView, frozen=True, kw_only=True, omit_defaults=True):
    """The same for its member. `code` are the 16 digits to show or to type at the merchant, absent
    once nothing is left to redeem; `returnable`: it can be given back before its end."""

    returnable: bool
    code: str | None = None


def voucher_view(voucher: Voucher) -> VoucherView:
    """For its merchant, and for events."""
    return VoucherView(
        id=voucher.id,
        perk=voucher.perk,
        merchant=voucher.merchant,
        seeds=voucher.seeds,
        at=voucher.at,
        ends_at=voucher.ends_at,
        state=voucher.state,
        state_at=voucher.state_at,
        redeemed_at=voucher.redeemed_at,
    )


def my_voucher(voucher: Voucher) -> MyVoucher:
    """For its member."""
    held = voucher.state is VoucherState.HELD
    return MyVoucher(
        **msgspec.structs.asdict(voucher_view(voucher)),
        returnable=voucher.returnable,
        code=voucher.code if held else None,
    )
