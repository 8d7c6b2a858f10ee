"""Doors that are asked often: their guards stand in order, as at any other, and get no copies."""

from typing import Any

import pytest
from httpx import ASGITransport, AsyncClient
from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException
from litestar.handlers import BaseRouteHandler

from service.http.asked_often import AskedOften, post
from service.http.merchant.check import check_eligibility
from service.http.merchant.report_event import report_event


@pytest.mark.parametrize("shut", [None, "first", "second"])
async def test_guards_are_asked_in_order_until_one_refuses(shut: str | None) -> None:
    asked: list[tuple[str, BaseRouteHandler]] = []

    def guard(name: str) -> Any:
        async def look(
            _connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler
        ) -> None:
            asked.append((name, handler))
            if name == shut:
                raise NotAuthorizedException

        return look

    @post("/", guards=[guard("second")], opt={"what": "is declared"}, status_code=200)
    async def door() -> str:
        asked.append(("inside", there))
        return "in"

    app = Litestar([door], guards=[guard("first")], openapi_config=None)
    there = app.routes[0].route_handler_map["POST"][0]  # type: ignore[union-attr]
    async with AsyncClient(transport=ASGITransport(app), base_url="http://here") as client:
        answer = await client.post("/")
    names = ["first", "second", "inside"]
    expected = names[: names.index(shut) + 1] if shut else names
    assert [name for name, _ in asked] == expected
    assert answer.status_code == (401 if shut else 200)
    assert all(handler is there for _, handler in asked)
    assert there.opt["what"] == "is declared"


def test_checks_and_events_are_asked_often() -> None:
    assert isinstance(check_eligibility, AskedOften)
    assert isinstance(report_event, AskedOften)
