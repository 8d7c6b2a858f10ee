"""GET /merchant/endpoints/{endpoint}: how one server is told; and what can be done about it."""

from typing import Any

from litestar import Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from service.http.merchant.change_endpoint import change_endpoint
from service.http.merchant.enable_endpoint import enable_endpoint
from service.http.merchant.endpoint_bodies import EndpointChange
from service.http.merchant.remove_endpoint import remove_endpoint
from service.http.merchant.rotate_endpoint import rotate_endpoint
from service.http.merchant.send_test import send_test
from service.http.merchant.show_endpoint import show_endpoint
from service.pages.member.elsewhere import go
from service.pages.member.form import body_of, key_of, typed
from service.pages.merchant.office.deliveries import deliveries_of
from service.pages.merchant.office.endpoints import ticked
from service.pages.merchant.visit import TheVisit, Visit
from service.webhooks.endpoint import Subject

ENDPOINTS = "/merchant/endpoints"


@get("/endpoints/{endpoint:str}", include_in_schema=False)
async def show_one_endpoint(visit: TheVisit, endpoint: FromPath[str]) -> Any:
    """Its address, its public key, and what it was told."""
    found = await visit.ask(show_endpoint, endpoint=endpoint)
    listed = await deliveries_of(visit, endpoint)
    subjects = tuple(Subject)
    return visit.page("office/endpoint.html", endpoint=found, subjects=subjects, **listed)


@post("/endpoints/{endpoint:str}/change", include_in_schema=False, status_code=200)
async def change_shown(visit: TheVisit, endpoint: FromPath[str]) -> Any:
    """The card, after the change."""
    fields = await typed(visit.request)
    said = {"description": fields.pop("description", "")}
    body = body_of(fields, EndpointChange, subjects=ticked(fields), **said)
    await visit.ask(change_endpoint, key=key_of(fields), endpoint=endpoint, data=body)
    return await _card(visit, endpoint, did="changed")


@post("/endpoints/{endpoint:str}/rotate", include_in_schema=False, status_code=200)
async def rotate_shown(visit: TheVisit, endpoint: FromPath[str]) -> Any:
    """The card with the new secret, this once."""
    made = await _press(visit, rotate_endpoint, endpoint)
    return await _card(visit, endpoint, did="rotated", made=made)


@post("/endpoints/{endpoint:str}/enable", include_in_schema=False, status_code=200)
async def enable_shown(visit: TheVisit, endpoint: FromPath[str]) -> Any:
    """The card of an endpoint that is told again."""
    await _press(visit, enable_endpoint, endpoint)
    return await _card(visit, endpoint, did="enabled")


@post("/endpoints/{endpoint:str}/test", include_in_schema=False, status_code=200)
async def test_shown(visit: TheVisit, endpoint: FromPath[str]) -> Any:
    """The deliveries with the test among them, which waits for its turn."""
    await _press(visit, send_test, endpoint)
    found = await visit.ask(show_endpoint, endpoint=endpoint)
    listed = await deliveries_of(visit, endpoint)
    return visit.page("office/delivery_list.html", endpoint=found, did="tested", **listed)


@post("/endpoints/{endpoint:str}/remove", include_in_schema=False)
async def remove_shown(visit: TheVisit, endpoint: FromPath[str]) -> Response[None]:
    """The list without it."""
    await _press(visit, remove_endpoint, endpoint)
    return go(ENDPOINTS)


async def _press(visit: Visit, door: HTTPRouteHandler, endpoint: str) -> Any:
    key = key_of(await typed(visit.request))
    return await visit.ask(door, key=key, endpoint=endpoint)


async def _card(visit: Visit, endpoint: str, **told: Any) -> Any:
    found = await visit.ask(show_endpoint, endpoint=endpoint)
    return visit.page("office/endpoint_card.html", endpoint=found, subjects=tuple(Subject), **told)
