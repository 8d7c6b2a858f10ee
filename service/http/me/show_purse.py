"""GET /v1/me/purse."""

import msgspec
from litestar import get

from rewards.calendar import Instant
from service.http.guards import TheMember
from service.http.me.self import own_account
from service.http.means import TheMeans


class RipeSeeds(msgspec.Struct, frozen=True, kw_only=True):
    """Seeds of one award that wait to be collected until before `withers_at`."""

    award: str
    seeds: int
    withers_at: Instant


class SeedLot(msgspec.Struct, frozen=True, kw_only=True):
    """Collected seeds that expire together."""

    seeds: int
    expires_at: Instant


class PurseView(msgspec.Struct, frozen=True, kw_only=True):
    """`ripe` is the sum of the basket, `seeds` the sum of the lots; what goes first is first."""

    ripe: int
    seeds: int
    basket: tuple[RipeSeeds, ...]
    lots: tuple[SeedLot, ...]


@get("/purse", operation_id="getPurse", tags=["seeds"])
async def show_purse(means: TheMeans, caller: TheMember) -> PurseView:
    """The caller's seeds: waiting, and collected."""
    purse = (await own_account(means, caller)).purse
    return PurseView(
        ripe=purse.ripe,
        seeds=purse.seeds,
        basket=tuple(
            RipeSeeds(award=each.id, seeds=each.amount, withers_at=each.withers_at)
            for each in purse.basket
        ),
        lots=tuple(SeedLot(seeds=lot.amount, expires_at=lot.expires_at) for lot in purse.lots),
    )
