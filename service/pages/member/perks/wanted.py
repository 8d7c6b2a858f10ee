"""The key under which a form buys: of its next voucher, not of its page. Pure."""

import hashlib
from collections.abc import Iterable, Iterator

from service.flows.vouchers.voucher_view import MyVoucher

TRIES = 8
"""Purchases that were refused under one key before the page gives up: each was refused anew."""


def next_key(vouchers: Iterable[MyVoucher], perk: str, merchant: str) -> str:
    """The key of the purchase that comes after `vouchers`, newest first. Two tabs that have seen
    the same ones stand for the same purchase, whatever else has happened between them."""
    mine = (each.id for each in vouchers if (each.perk, each.merchant) == (perk, merchant))
    said = repr((perk, merchant, next(mine, "")))
    return f"buy-{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def keys_after(key: str) -> Iterator[str]:
    """The key, and those to ask under after a no that is only repeated: a no buys nothing, so the
    next key stands for the same purchase."""
    yield key
    yield from (f"{key}.{tried}" for tried in range(1, TRIES))
