"""GET /merchant/endpoints: which servers are told of what; naming another one."""

from typing import Any

from litestar import get, post

from service.http.merchant.add_endpoint import add_endpoint
from service.http.merchant.endpoint_bodies import EndpointKey, EndpointWanted
from service.http.merchant.list_endpoints import list_endpoints
from service.pages.member.form import body_of, key_of, typed
from service.pages.merchant.visit import TheVisit
from service.webhooks.endpoint import Subject


@get("/endpoints", include_in_schema=False)
async def show_endpoints(visit: TheVisit) -> Any:
    """All of them, and how they are."""
    found = (await visit.ask(list_endpoints)).endpoints
    return visit.page("office/endpoints.html", endpoints=found, subjects=tuple(Subject))


@post("/endpoints", include_in_schema=False, status_code=200)
async def add_shown(visit: TheVisit) -> Any:
    """The list with the new one, and its secret, this once."""
    fields = await typed(visit.request)
    body = body_of(fields, EndpointWanted, subjects=ticked(fields))
    made: EndpointKey = await visit.ask(add_endpoint, key=key_of(fields), data=body)
    found = (await visit.ask(list_endpoints)).endpoints
    subjects = tuple(Subject)
    return visit.page("office/endpoint_list.html", endpoints=found, made=made, subjects=subjects)


def ticked(fields: dict[str, str]) -> tuple[Subject, ...]:
    """The subjects whose boxes were ticked."""
    return tuple(each for each in Subject if fields.get(f"subject-{each.value}") == "yes")
