"""The API explorer in a real browser: alone, complete, and readable."""

from typing import Any, Literal

import httpx2
import pytest
from playwright.async_api import Browser

from service.app import described
from service.pages.explorer.reading import METHODS
from tests.pages.access import faults
from tests.pages.axe import grave
from tests.pages.browser import window
from tests.pages.explorer import OF_AN_ANSWER, opened, sent
from tests.pages.served import Served
from tests.pages.test_everybody import looks
from tests.pages.test_member_access import still

pytestmark = pytest.mark.slow


def operation_ids() -> list[str]:
    paths: dict[str, dict[str, Any]] = described().document["paths"]
    return [
        operation["operationId"]
        for methods in paths.values()
        for method, operation in methods.items()
        if method in METHODS
    ]


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
async def test_it_opens_alone_and_can_be_read(
    browser: Browser, empty_server: Served, width: int, scheme: Literal["dark", "light"]
) -> None:
    async with window(browser, width, 844) as (page, errors):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        form = await opened(page, empty_server, "openPass")
        await sent(form, "401")
        async for look in looks(page, (width,)):
            await still(page)
            assert (look, await faults(page)) == (look, [])
            # Axe takes ten seconds for all operations: each width once, each theme once.
            if look.scheme == scheme:
                assert (look, await grave(page)) == (look, [])
        assert [url for url in asked if not url.startswith(f"{empty_server.url}/")] == []
        assert [each for each in errors if not each.startswith(OF_AN_ANSWER)] == []
        assert len(asked) > 10


async def test_nothing_is_loosened_for_it(empty_server: Served) -> None:
    async with httpx2.AsyncClient(base_url=empty_server.url) as client:
        docs, display = await client.get("/docs"), await client.get("/display")
        policy = "content-security-policy"
        assert docs.headers[policy] == display.headers[policy]
        assert "unsafe" not in docs.headers[policy]
        assert "style=" not in docs.text
        assert "explorer" not in display.text


async def test_every_operation_has_its_place_and_its_form(
    browser: Browser, empty_server: Served
) -> None:
    async with window(browser, 1280, 900) as (page, errors):
        await opened(page, empty_server)
        ids = operation_ids()
        assert len(ids) > 40
        shown = await page.eval_on_selector_all(".op", "all => all.map(each => each.id)")
        assert sorted(shown) == sorted(ids)
        forms = await page.eval_on_selector_all(
            "[data-try]:not([hidden])", "all => all.map(each => each.dataset.try)"
        )
        assert sorted(forms) == sorted(ids)
        named = page.get_by_role("navigation", name="Operations").get_by_role("listitem")
        assert await named.count() == len(ids)
        assert errors == []


async def test_words_narrow_the_list(browser: Browser, empty_server: Served) -> None:
    async with window(browser, 1280, 900) as (page, errors):
        await opened(page, empty_server)
        await page.get_by_label("Find an operation").fill("rental cancel")
        left = page.locator(".op:visible")
        await page.get_by_text("operations", exact=False).first.wait_for()
        found = await left.evaluate_all("all => all.map(each => each.id)")
        assert sorted(found) == ["cancelMyRental", "cancelRental"]
        await page.get_by_label("Find an operation").fill("no such thing")
        assert await left.count() == 0
        assert errors == []
