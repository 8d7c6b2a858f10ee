"""What the card of a voucher shows before it is bought."""

from collections.abc import Sequence
from dataclasses import dataclass

from rewards.perks.vouchers.voucher import VoucherState
from service.flows.vouchers.voucher_view import MyVoucher
from service.http.me.list_perks import MyPerk
from service.http.me.list_vouchers import list_my_vouchers
from service.http.me.perk_reason import ReasonCode
from service.http.me.show_purse import PurseView, show_purse
from service.pages.member.perks.wanted import next_key
from service.pages.member.visit import Visit

NEWEST = 50
"""Vouchers among which those of a perk are looked for."""
LATER = frozenset({ReasonCode.CLOSED_NOW})
"""What stands against redeeming it now, and not against buying it."""


@dataclass(frozen=True)
class Sale:
    """`seeds` can be spent now, `missing` are too few. `against`: something else forbids it now.
    `keys` are of each merchant the key to buy under; `held` are those that the member has."""

    seeds: int
    missing: int
    against: bool
    keys: dict[str, str]
    held: tuple[MyVoucher, ...]


async def sale_of(visit: Visit, perk: MyPerk) -> Sale | None:
    """What the card of a voucher shows; None if the perk is not bought."""
    if perk.voucher is None:
        return None
    purse: PurseView = await visit.ask(show_purse)
    vouchers = (await visit.ask(list_my_vouchers, limit=NEWEST)).vouchers
    return sale(perk, perk.voucher.seeds, purse.available, vouchers)


def sale(perk: MyPerk, price: int, seeds: int, vouchers: Sequence[MyVoucher]) -> Sale:
    """The same, of what is known. `vouchers` are the newest first, of any perk."""
    return Sale(
        seeds=seeds,
        missing=max(0, price - seeds),
        against=any(each.code not in LATER for each in perk.reasons),
        keys={each: next_key(vouchers, perk.id, each) for each in perk.merchants},
        held=tuple(
            each for each in vouchers if each.perk == perk.id and each.state is VoucherState.HELD
        ),
    )
