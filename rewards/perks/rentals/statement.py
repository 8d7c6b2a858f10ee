"""What a merchant's rentals of one month come to: counts and sums, and nobody's name."""

from collections.abc import Iterable
from typing import Annotated

import msgspec

from rewards.perks.rentals.claim import ClaimKind
from rewards.perks.rentals.money import MINOR_MAX
from rewards.perks.rentals.rental import RentalState

Sum = Annotated[int, msgspec.Meta(ge=0, le=MINOR_MAX)]
"""Minor units of money, which may be none."""

ENDED = (RentalState.SETTLED, RentalState.CURED)
"""What a statement is of. A rental is in the month in which it came to this; only a cured one can
move again, if it is found that nothing had been broken."""


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """`rentals` that have a perk, a state and a kind of claim in common. `amount_minor` is what was
    to be paid of their deposits, in all."""

    perk: str
    state: RentalState
    claim: ClaimKind | None
    rentals: int
    amount_minor: Sum


class PerkSums(msgspec.Struct, frozen=True, kw_only=True):
    """What was lent under one perk: `settled`, or `cured` after a broken promise. `damaged` and
    `lost` are among these, with what was to be paid for them in minor units."""

    perk: str
    settled: int
    cured: int
    damaged: int
    damage_minor: Sum
    lost: int
    loss_minor: Sum


def sums(rows: Iterable[Ended]) -> tuple[PerkSums, ...]:
    """By perk, in order of its id."""
    by_perk: dict[str, list[Ended]] = {}
    for row in rows:
        by_perk.setdefault(row.perk, []).append(row)
    return tuple(_sums(perk, by_perk[perk]) for perk in sorted(by_perk))


def _sums(perk: str, rows: list[Ended]) -> PerkSums:
    damaged = [row for row in rows if row.claim is ClaimKind.DAMAGE]
    lost = [row for row in rows if row.claim is ClaimKind.LOSS]
    return PerkSums(
        perk=perk,
        settled=sum(row.rentals for row in rows if row.state is RentalState.SETTLED),
        cured=sum(row.rentals for row in rows if row.state is RentalState.CURED),
        damaged=sum(row.rentals for row in damaged),
        damage_minor=sum(row.amount_minor for row in damaged),
        lost=sum(row.rentals for row in lost),
        loss_minor=sum(row.amount_minor for row in lost),
    )
