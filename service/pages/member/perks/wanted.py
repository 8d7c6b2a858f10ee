"""The key under which a form buys: of its next voucher, not of its page. Pure."""

import hashlib
from collections.abc import Iterable

from service.flows.vouchers.voucher_view import MyVoucher


def next_key(vouchers: Iterable[MyVoucher], perk: str, merchant: str) -> str:
    """The key of the purchase that comes after `vouchers`, newest first. Two tabs that have seen
    the same ones stand for the same purchase, whatever else has happened between them."""
    mine = (each.id for each in vouchers if (each.perk, each.merchant) == (perk, merchant))
    said = repr((perk, merchant, next(mine, "")))
    return f"wish-{hashlib.sha256(said.encode()).hexdigest()[:32]}"
