"""GET /v1/operator/merchants."""

import msgspec
from litestar import get

from rewards.calendar import Instant
from rewards.perks.merchant import Merchant
from rewards.perks.merchants.standing import Standing
from service.http.guards.guards import POWER
from service.http.means import TheMeans
from service.operators.roles import Power
from service.store.schema.page import STANDINGS


class MerchantStanding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A merchant. Without `name` the programme does not name it yet: its `application` was
    approved. `suspended_because` is the reason that the merchant reads."""

    id: str
    name: str | None = None
    registry_number: str | None = None
    charity: bool = False
    legal_representative: str = ""
    application: str | None = None
    suspended_at: Instant | None = None
    suspended_because: str | None = None


class MerchantStandings(msgspec.Struct, frozen=True, kw_only=True):
    """Those of the programme in its order, then those that it does not name yet."""

    merchants: tuple[MerchantStanding, ...]


@get(
    "/merchants",
    operation_id="listMerchantStandings",
    tags=["operator"],
    opt={POWER: Power.LOOK},
)
async def list_merchant_standings(means: TheMeans) -> MerchantStandings:
    """All merchants: who stands for them, and which are suspended, since when and why."""
    stages = [{"$sort": {"_id": 1}}]
    rows = means.context.store.pipeline(STANDINGS, stages)
    standings = {row["_id"]: STANDINGS.decode(row) async for row in rows}
    named = [_shown(each, standings.pop(each.id, None)) for each in means.programme.merchants]
    waiting = [_shown(None, each) for each in standings.values()]
    return MerchantStandings(merchants=(*named, *waiting))


def _shown(merchant: Merchant | None, standing: Standing | None) -> MerchantStanding:
    known = standing or Standing(id=merchant.id if merchant else "")
    return MerchantStanding(
        id=known.id,
        name=merchant.name if merchant else None,
        registry_number=merchant.registry_number if merchant else None,
        charity=merchant.charity if merchant else False,
        legal_representative=known.legal_representative,
        application=known.application,
        suspended_at=known.suspended_at,
        suspended_because=known.suspended_because,
    )
