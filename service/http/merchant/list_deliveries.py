"""GET /v1/merchant/endpoints/{endpoint}/deliveries."""

from typing import Annotated, Any

import msgspec
from litestar import get
from litestar.params import FromPath, QueryParameter

from rewards.refusal import Refusal
from service.flows.webhooks.endpoint_view import DeliveryView, delivery_view
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.store.lines import held_up
from service.store.lists import newest
from service.store.owner import Owner
from service.store.schema.page import DELIVERIES, ENDPOINTS
from service.webhooks.delivery import DeliveryState
from service.webhooks.endpoint import endpoint_of

InState = Annotated[DeliveryState | None, QueryParameter(name="state")]


class DeliveriesPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    deliveries: tuple[DeliveryView, ...]
    next_cursor: str | None = None


@get(
    "/endpoints/{endpoint:str}/deliveries",
    operation_id="listDeliveries",
    tags=["webhooks"],
    opt={SCOPE: Scope.WEBHOOKS},
)
async def list_deliveries(
    means: TheMeans,
    caller: TheMerchant,
    endpoint: FromPath[str],
    in_state: InState = None,
    limit: Limit = 20,
    cursor: Cursor = "",
) -> DeliveriesPage:
    """What an endpoint was told in the last 30 days, and what waits; with `state` what is in such
    a state. One that is `held_up` waits until what came before it is taken or given up."""
    store = means.context.store
    book = await store.get(ENDPOINTS, caller.id, owner=Owner("id", caller.id))
    found = endpoint_of(book, endpoint)
    if isinstance(found, Refusal):
        raise Refused(found)
    scope = f"merchant:deliveries:{found.id}:{in_state.value if in_state else ''}"
    state: dict[str, Any] = {"state": in_state.value} if in_state else {}
    page = await newest(
        store,
        DELIVERIES,
        found.id,
        limit=limit,
        after=read_cursor(means.keys, scope, cursor),
        owner="endpoint",
        only={"merchant": caller.id, **state},
    )
    behind = await held_up(store, page.rows)
    return DeliveriesPage(
        deliveries=tuple(delivery_view(row, held_up=row.id in behind) for row in page.rows),
        next_cursor=write_cursor(means.keys, scope, page.after),
    )
