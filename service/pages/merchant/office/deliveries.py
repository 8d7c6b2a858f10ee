"""What an endpoint was told, by state, and telling it once more."""

from typing import Annotated, Any

from litestar import get, post
from litestar.params import FromPath, QueryParameter

from service.http.cursor import Cursor
from service.http.merchant.list_deliveries import list_deliveries
from service.http.merchant.replay_delivery import replay_delivery
from service.http.merchant.show_endpoint import show_endpoint
from service.pages.member.form import key_of, typed
from service.pages.merchant.visit import TheVisit, Visit
from service.webhooks.delivery import DeliveryState

DELIVERIES = 20
"""Deliveries on a page."""

InState = Annotated[DeliveryState | None, QueryParameter(name="state")]


@get("/endpoints/{endpoint:str}/deliveries", include_in_schema=False)
async def show_deliveries(
    visit: TheVisit, endpoint: FromPath[str], only: InState = None, cursor: Cursor = ""
) -> Any:
    """Those in a state; with a cursor those before, which come in its place."""
    found = await visit.ask(show_endpoint, endpoint=endpoint)
    listed = await deliveries_of(visit, endpoint, only, cursor)
    part = "delivery_lines" if cursor else "delivery_list"
    return visit.page(f"office/{part}.html", endpoint=found, **listed)


@post(
    "/endpoints/{endpoint:str}/deliveries/{delivery:str}", include_in_schema=False, status_code=200
)
async def replay_shown(visit: TheVisit, endpoint: FromPath[str], delivery: FromPath[str]) -> Any:
    """The line, after it was put in the queue again."""
    key = key_of(await typed(visit.request))
    again = await visit.ask(replay_delivery, key=key, endpoint=endpoint, delivery=delivery)
    found = await visit.ask(show_endpoint, endpoint=endpoint)
    return visit.page("office/delivery_line.html", endpoint=found, delivery=again, did=True)


async def deliveries_of(
    visit: Visit, endpoint: str, only: DeliveryState | None = None, cursor: str = ""
) -> dict[str, Any]:
    """A page of them, newest first, and the way to the next one."""
    page = await visit.ask(
        list_deliveries, endpoint=endpoint, in_state=only, limit=DELIVERIES, cursor=cursor
    )
    return {
        "deliveries": page.deliveries,
        "older": page.next_cursor,
        "only": only.value if only else "",
        "states": tuple(each.value for each in DeliveryState),
    }
