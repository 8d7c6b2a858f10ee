"""GET /v1/me/purse."""

import msgspec
from litestar import get

from rewards.calendar import Instant
from rewards.ledger.purse import Ripe
from rewards.ledger.statement import about_id
from service.http.guards import TheMember
from service.http.me.self import own_account
from service.http.means import TheMeans


class RipeSeeds(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Seeds of one award that wait to be collected until before `withers_at`. What they are for
    has its name, as in the statement."""

    award: str
    seeds: int
    withers_at: Instant
    task: str | None = None
    streak: str | None = None
    subject: str | None = None
    invitation: str | None = None


class SeedLot(msgspec.Struct, frozen=True, kw_only=True):
    """Collected seeds that expire together."""

    seeds: int
    expires_at: Instant


class SeedsHeld(msgspec.Struct, frozen=True, kw_only=True):
    """Seeds set aside, to be had again from `ends_at` on if nobody took them."""

    hold: str
    seeds: int
    ends_at: Instant


class PurseView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`ripe` is the sum of the basket, `seeds` of the lots and the holds; what goes first is first.

    `available` can be spent now. `debt` is what the programme has lent, repaid from what is
    collected next. `withers_next_at` and `expires_next_at` are when the next seeds go; absent if
    none do.
    """

    ripe: int
    seeds: int
    available: int
    debt: int
    basket: tuple[RipeSeeds, ...]
    lots: tuple[SeedLot, ...]
    holds: tuple[SeedsHeld, ...]
    withers_next_at: Instant | None = None
    expires_next_at: Instant | None = None


@get("/purse", operation_id="getPurse", tags=["seeds"])
async def show_purse(means: TheMeans, caller: TheMember) -> PurseView:
    """The caller's seeds: waiting, collected, and set aside."""
    purse = (await own_account(means, caller)).purse
    return PurseView(
        ripe=purse.ripe,
        seeds=purse.seeds,
        available=purse.available_at(means.domain_now()),
        debt=purse.debt,
        basket=tuple(_ripe(each) for each in purse.basket),
        lots=tuple(SeedLot(seeds=lot.amount, expires_at=lot.expires_at) for lot in purse.lots),
        holds=tuple(
            SeedsHeld(hold=each.id, seeds=each.amount, ends_at=each.ends_at) for each in purse.holds
        ),
        withers_next_at=purse.basket[0].withers_at if purse.basket else None,
        expires_next_at=purse.lots[0].expires_at if purse.lots else None,
    )


def _ripe(award: Ripe) -> RipeSeeds:
    named = about_id(award.id)
    return RipeSeeds(
        award=award.id,
        seeds=award.amount,
        withers_at=award.withers_at,
        **({named[0].value: named[1]} if named else {}),
    )
