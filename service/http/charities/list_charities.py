"""GET /v1/charities."""

import asyncio
from typing import Any

import msgspec
from litestar import Request, get

from rewards.calendar import Instant
from rewards.charity.find import charities
from rewards.charity.pool import Pool
from service.http.means import TheMeans
from service.http.programme.translated import saying
from service.store.schema.page import POOLS


class CharityView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What members have `given` in so many `gifts`, what was `redeemed` of it and what is left.

    As of `counted_at`, when gifts were counted last; absent as long as there were none. A gift is
    counted within ten minutes.
    """

    id: str
    name: str
    given: int
    gifts: int
    redeemed: int
    balance: int
    counted_at: Instant | None = None


class Charities(msgspec.Struct, frozen=True, kw_only=True):
    """In the order of the programme document."""

    charities: tuple[CharityView, ...]


@get("/", operation_id="listCharities", tags=["seeds"])
async def list_charities(request: Request[Any, Any, Any], means: TheMeans) -> Charities:
    """The charities of the programme, with the totals of their pools."""
    store, say = means.context.store, saying(request)
    known = charities(means.programme.merchants)
    pools = await asyncio.gather(*(store.get(POOLS, each.id) for each in known))
    return Charities(
        charities=tuple(
            _view(pool or Pool(id=each.id), say(each.name))
            for each, pool in zip(known, pools, strict=True)
        )
    )


def _view(pool: Pool, name: str) -> CharityView:
    return CharityView(
        id=pool.id,
        name=name,
        given=pool.given,
        gifts=pool.gifts,
        redeemed=pool.redeemed,
        balance=pool.balance,
        counted_at=pool.counted_at,
    )
