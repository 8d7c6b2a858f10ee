"""Pages of vouchers: a member's, with their codes, and a merchant's, without."""

import msgspec

from service.flows.vouchers.voucher_view import MyVoucher, VoucherView


class MyVouchers(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    vouchers: tuple[MyVoucher, ...]
    next_cursor: str | None = None


class VouchersPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    vouchers: tuple[VoucherView, ...]
    next_cursor: str | None = None
