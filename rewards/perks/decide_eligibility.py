"""Decide eligibility: may this member have this perk here, all of it or a part, and if not, why."""

import enum
from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.economy import PerkNumbers
from rewards.perks.asked import Asked, counted
from rewards.perks.opened import opened
from rewards.perks.perk import Perk
from rewards.perks.reasons import (
    AskedTooOften,
    ClosedNow,
    NotOfferedHere,
    OutOfStock,
    UsedUp,
    WhyNot,
)
from rewards.perks.terms.limit import PerkUse, free_at
from rewards.perks.terms.tier import Tier
from rewards.perks.terms.window import next_open
from rewards.score.scheme import Level


class Eligible(msgspec.Struct, frozen=True, kw_only=True, tag="eligible"):
    """Yes, at `at`: to all of it, or to a `tier`. Then `reasons` say why not to all, to the member
    only."""

    perk: str
    at: Instant
    tier: Tier | None = None
    reasons: tuple[WhyNot, ...] = ()


class Ineligible(msgspec.Struct, frozen=True, kw_only=True, tag="ineligible"):
    """No, at `at`. `reasons`, at least one, are for the member only."""

    perk: str
    at: Instant
    reasons: tuple[WhyNot, ...]


class MerchantAnswer(enum.StrEnum):
    """All that a merchant learns. Every no is the same no."""

    YES = "yes"
    PARTIAL = "partial"
    NO = "no"


class Bearer(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of the member: the published score, None if there is none; what was asked
    about them, and what they have had lately."""

    value: int | None
    asked: Asked = Asked()
    uses: tuple[PerkUse, ...] = ()


class Decided(msgspec.Struct, frozen=True, kw_only=True):
    """The decision, and what is remembered of it."""

    decision: Eligible | Ineligible
    asked: Asked


def decide_eligibility(
    perk: Perk,
    bearer: Bearer,
    *,
    merchant: str,
    levels: Sequence[Level],
    taken: int,
    zone: str,
    at: datetime,
    numbers: PerkNumbers,
) -> Decided:
    """Whether `merchant` may give `perk` to its bearer at `at`. `taken` are gone of its stock;
    `zone` is the programme's."""
    asked = counted(bearer.asked, at=at, numbers=numbers)
    if isinstance(asked, AskedTooOften):
        no = Ineligible(perk=perk.id, at=at, reasons=(asked,))
        return Decided(decision=no, asked=bearer.asked)
    found = opened(perk, value=bearer.value, levels=levels, asked=asked, at=at, numbers=numbers)
    reasons = (
        *closed(perk, bearer.uses, merchant=merchant, taken=taken, zone=zone, at=at),
        *(() if found.is_open else found.reasons),
    )
    if reasons:
        decision: Eligible | Ineligible = Ineligible(perk=perk.id, at=at, reasons=reasons)
    else:
        decision = Eligible(perk=perk.id, at=at, tier=found.tier, reasons=found.reasons)
    return Decided(decision=decision, asked=found.asked)


def closed(
    perk: Perk,
    uses: Sequence[PerkUse],
    *,
    merchant: str | None,
    taken: int,
    zone: str,
    at: datetime,
) -> Iterator[WhyNot]:
    """What is against it whatever the score. `merchant` None: wherever it is offered."""
    if merchant is not None and merchant not in perk.merchants:
        yield NotOfferedHere(merchant=merchant)
    # A voucher is bought at any hour, and redeemed in its windows.
    windows = () if perk.voucher is not None else perk.windows
    if (opens_at := next_open(windows, at, zone)) is not None:
        yield ClosedNow(opens_at=opens_at)
    if (used_up := used_up_by(perk, uses, at)) is not None:
        yield used_up
    if perk.stock is not None and taken >= perk.stock:
        yield OutOfStock(stock=perk.stock)


def used_up_by(perk: Perk, uses: Sequence[PerkUse], at: datetime) -> UsedUp | None:
    """Why not again, if the perk was had as often as its limit allows."""
    free = free_at(perk.limit, uses, perk.id, at=at)
    if perk.limit is None or free is None:
        return None
    return UsedUp(uses=perk.limit.uses, days=perk.limit.days, free_at=free)


def for_merchant(decision: Eligible | Ineligible) -> MerchantAnswer:
    """What the merchant is told. A missing consent or a paused member must end in this NO too."""
    if isinstance(decision, Ineligible):
        return MerchantAnswer.NO
    return MerchantAnswer.YES if decision.tier is None else MerchantAnswer.PARTIAL
