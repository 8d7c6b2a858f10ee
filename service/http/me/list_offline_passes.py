"""GET /v1/me/offline-passes."""

import msgspec
from litestar import get

from rewards.perks.rentals.rental import RentalState
from service.flows.rentals.issue_offline_pass import offline_pass
from service.http.guards import TheMember
from service.http.me.offline_token import OfflinePassView, signed_pass
from service.http.means import TheMeans
from service.store.lists import PAGE_MAX, newest
from service.store.schema.page import RENTALS


class OfflinePasses(msgspec.Struct, frozen=True, kw_only=True):
    """Newest first; there are no more than one may have open at once."""

    passes: tuple[OfflinePassView, ...]


@get("/offline-passes", operation_id="listMyOfflinePasses", tags=["perks"])
async def list_offline_passes(means: TheMeans, caller: TheMember) -> OfflinePasses:
    """The caller's offline passes that are still good, as far as anybody knows: a till may have
    taken one and not said so yet."""
    page = await newest(
        means.context.store,
        RENTALS,
        caller.account,
        limit=PAGE_MAX,
        only={
            "state": RentalState.AUTHORISED.value,
            "offline.until": {"$gt": means.domain_now()},
        },
    )
    key = means.keys.ledger
    return OfflinePasses(passes=tuple(signed_pass(offline_pass(row), key) for row in page.rows))
