"""What a merchant's vouchers of one month come to: counts and seeds, and nobody's name."""

from collections.abc import Iterable
from typing import Annotated

import msgspec

Seeds = Annotated[int, msgspec.Meta(ge=0)]


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """`vouchers` of a perk that were redeemed in a time, whatever became of them since."""

    perk: str
    vouchers: int
    seeds: Seeds


class GivenBack(msgspec.Struct, frozen=True, kw_only=True):
    """`vouchers` of a perk whose seeds the merchant gave back in a time; `redeemed` before, or
    not."""

    perk: str
    redeemed: bool
    vouchers: int
    seeds: Seeds


class VoucherSums(msgspec.Struct, frozen=True, kw_only=True):
    """The vouchers of one perk: `redeemed` in the month for so many `seeds`; `refunded` in the
    month. `undone` are among these: they had been redeemed before, in whichever month."""

    perk: str
    redeemed: int
    seeds: Seeds
    refunded: int
    refunded_seeds: Seeds
    undone: int
    undone_seeds: Seeds


def voucher_sums(taken: Iterable[Taken], back: Iterable[GivenBack]) -> tuple[VoucherSums, ...]:
    """By perk, in order of its id."""
    took, gave = tuple(taken), tuple(back)
    perks = sorted({each.perk for each in took} | {each.perk for each in gave})
    return tuple(
        _sums(
            perk,
            [each for each in took if each.perk == perk],
            [each for each in gave if each.perk == perk],
        )
        for perk in perks
    )


def _sums(perk: str, taken: list[Taken], back: list[GivenBack]) -> VoucherSums:
    undone = [each for each in back if each.redeemed]
    return VoucherSums(
        perk=perk,
        redeemed=sum(each.vouchers for each in taken),
        seeds=sum(each.seeds for each in taken),
        refunded=sum(each.vouchers for each in back),
        refunded_seeds=sum(each.seeds for each in back),
        undone=sum(each.vouchers for each in undone),
        undone_seeds=sum(each.seeds for each in undone),
    )
