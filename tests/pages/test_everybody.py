"""Every page of people at every width in both themes: nothing grave for axe, nothing sticks out."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Literal, NamedTuple

import pytest
from playwright.async_api import Browser, Page

from tests.pages.axe import grave
from tests.pages.browser import window
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_display import paired
from tests.pages.test_member_access import VIEWS, still
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.slow

SCHEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")
WIDTHS = (360, 390, 1280)


class Look(NamedTuple):
    """How a page is looked at. `again`: as before, but for the theme."""

    width: int
    scheme: Literal["dark", "light"]
    again: bool


async def looks(page: Page, widths: tuple[int, ...] = WIDTHS) -> AsyncIterator[Look]:
    """The page in each look in turn."""
    for width in widths:
        await page.set_viewport_size({"width": width, "height": 844})
        for scheme in SCHEMES:
            await page.emulate_media(color_scheme=scheme)
            yield Look(width, scheme, again=scheme != SCHEMES[0])


async def wrong(page: Page, look: Look) -> list[str]:
    """What keeps people out of the page as it is now, in a look of `looks`."""
    wide = await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return await grave(page, colours_only=look.again) + (["sticks out"] if wide else [])


@pytest.mark.parametrize(
    ("path", "heading"),
    [("/display", "Pair this screen"), ("/not/here", "Nothing grows here")],
)
async def test_a_plain_page(
    browser: Browser, empty_server: Served, path: str, heading: str
) -> None:
    async with window(browser) as (page, errors):
        await page.goto(empty_server.url + path)
        assert await page.inner_text("h1") == heading
        async for look in looks(page):
            assert (look, await wrong(page, look)) == (look, [])
        # The browser says so itself of an address where nothing is.
        assert [each for each in errors if "404" not in each] == []


async def test_the_page_of_a_lost_address_leads_back(
    browser: Browser, empty_server: Served
) -> None:
    async with window(browser, 360, 844) as (page, _errors):
        await page.goto(f"{empty_server.url}/not/here")
        await page.get_by_role("link", name="To the member page").click()
        await page.get_by_label("E-mail or mobile number").wait_for()


async def test_the_display(browser: Browser, server: Served, people: Crowd) -> None:
    await people.joins("Mara Lindqvist", 110)
    await people.joins("李小雨", 40)
    async with window(browser) as (page, errors):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        await paired(page, server, await people.screen())
        async for look in looks(page, (*WIDTHS, 1920)):
            assert (look, await wrong(page, look)) == (look, [])
        assert all(url.startswith(server.url + "/") for url in asked)
        assert errors == []


async def test_the_member_page(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    await people.joins("Mara", 40)
    async with window(browser, 390, 844) as (page, errors):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        alice = Visitor(page, server, tmp_path / "log")
        await alice.asks_for_a_code()
        async for look in looks(page):
            assert (look, await wrong(page, look)) == (look, [])
        await alice.types(alice.code())
        await alice.enrols("Alice")
        await page.wait_for_selector("#said:empty", state="attached", timeout=8000)
        for view in VIEWS:
            await alice.goes(view)
            await still(page)
            async for look in looks(page, (360, 1280)):
                assert (view, look, await wrong(page, look)) == (view, look, [])
        assert all(url.startswith(server.url + "/") for url in asked)
        assert errors == []
