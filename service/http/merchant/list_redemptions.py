"""GET /v1/merchant/redemptions."""

import msgspec
from litestar import get

from rewards.calendar import Instant
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.means import TheMeans
from service.store.lists import newest
from service.store.schema.page import REDEMPTIONS


class RedemptionRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was redeemed, when, and the charity's own number of what it became."""

    id: str
    seeds: int
    at: Instant
    what: str | None = None


class RedemptionsPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    redemptions: tuple[RedemptionRow, ...]
    next_cursor: str | None = None


@get("/redemptions", operation_id="listRedemptions", tags=["merchant"], opt={SCOPE: Scope.SEEDS})
async def list_redemptions(
    means: TheMeans, caller: TheMerchant, limit: Limit = 20, cursor: Cursor = ""
) -> RedemptionsPage:
    """What the caller has redeemed of its pool."""
    scope = f"merchant:redemptions:{caller.id}"
    page = await newest(
        means.context.store,
        REDEMPTIONS,
        caller.id,
        limit=limit,
        after=read_cursor(means.keys, scope, cursor),
        owner="merchant",
    )
    return RedemptionsPage(
        redemptions=tuple(
            RedemptionRow(id=row.id, seeds=row.seeds, at=row.at, what=row.what) for row in page.rows
        ),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )
