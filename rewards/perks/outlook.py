"""Outlook: what a member would hear at a counter now, and when it may be otherwise."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.economy import PerkNumbers, RentalNumbers
from rewards.perks.decide_eligibility import (
    Bearer,
    Eligible,
    Ineligible,
    MerchantAnswer,
    closed,
    for_merchant,
)
from rewards.perks.opened import opened
from rewards.perks.perk import Perk
from rewards.perks.reasons import (
    ClosedNow,
    LevelHeld,
    UnderAge,
    UsedUp,
    WhyNot,
)
from rewards.perks.rentals.line import Line, Waiver, limit_at
from rewards.perks.rentals.room import with_room
from rewards.perks.rentals.share import waived
from rewards.perks.terms.limit import uses_left
from rewards.perks.terms.tier import Tier
from rewards.score.scheme import Level


class Outlook(msgspec.Struct, frozen=True, kw_only=True):
    """The answer, with the `tier` if it is in part, and what is missing to all of it. `earliest` is
    when that can be otherwise by the passing of time alone; None if time alone changes nothing, or
    nothing is missing. `uses_left` and `stock_left` are None where nothing is counted."""

    answer: MerchantAnswer
    tier: Tier | None
    reasons: tuple[WhyNot, ...]
    earliest: Instant | None
    uses_left: int | None
    stock_left: int | None


class Wallet(msgspec.Struct, frozen=True, kw_only=True):
    """What the member has: score and uses, the credit line, and for minors when they are of age."""

    bearer: Bearer
    line: Line = Line()
    adult_from: Instant | None = None


def outlook(
    perk: Perk,
    wallet: Wallet,
    *,
    levels: Sequence[Level],
    taken: int,
    zone: str,
    at: datetime,
    numbers: PerkNumbers,
    lending: RentalNumbers,
) -> Outlook:
    """What would be decided of `perk` at `at`, wherever it is offered. Nothing is remembered."""
    bearer = wallet.bearer
    found = opened(
        perk, value=bearer.value, levels=levels, asked=bearer.asked, at=at, numbers=numbers
    )
    against = (
        *_under_age(perk, wallet.adult_from, at),
        *closed(perk, bearer.uses, merchant=None, taken=taken, zone=zone, at=at),
        *(() if found.is_open else found.reasons),
    )
    decision: Eligible | Ineligible = (
        Ineligible(perk=perk.id, at=at, reasons=against)
        if against
        else _with_room(perk, wallet, levels, found.tier, found.reasons, at, lending)
    )
    return Outlook(
        answer=for_merchant(decision),
        tier=decision.tier if isinstance(decision, Eligible) else None,
        reasons=decision.reasons,
        earliest=_earliest(decision.reasons),
        uses_left=uses_left(perk.limit, bearer.uses, perk.id, at=at),
        stock_left=None if perk.stock is None else max(0, perk.stock - taken),
    )


def _under_age(perk: Perk, adult_from: datetime | None, at: datetime) -> tuple[WhyNot, ...]:
    if perk.level is None or adult_from is None or at >= adult_from:
        return ()
    return (UnderAge(until=adult_from),)


def _with_room(
    perk: Perk,
    wallet: Wallet,
    levels: Sequence[Level],
    tier: Tier | None,
    reasons: tuple[WhyNot, ...],
    at: datetime,
    lending: RentalNumbers,
) -> Eligible | Ineligible:
    yes = Eligible(perk=perk.id, at=at, tier=tier, reasons=reasons)
    if perk.rental is None:
        return yes
    waiver = Waiver(rental="outlook", amount=waived(perk.rental, tier).deposit_minor)
    limit = limit_at(wallet.bearer.value, levels, lending)
    return with_room(yes, waiver, wallet.line, limit=limit, numbers=lending)


def _earliest(reasons: Sequence[WhyNot]) -> datetime | None:
    """The latest of their times, if every one of them passes by itself."""
    times = [_over_at(each) for each in reasons]
    known = [each for each in times if each is not None]
    return max(known) if known and len(known) == len(times) else None


def _over_at(reason: WhyNot) -> datetime | None:
    match reason:
        case LevelHeld(until=at) | UnderAge(until=at) | ClosedNow(opens_at=at) | UsedUp(free_at=at):
            return at
        case _:
            return None
