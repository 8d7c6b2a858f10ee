"""The components page in a real browser: everybody can use it, nothing comes from elsewhere."""

import os
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, Request

from service.pages.assets import files
from tests.pages.access import faults
from tests.pages.browser import window
from tests.pages.served import Served
from tests.pages.test_everybody import looks, wrong

pytestmark = pytest.mark.slow

IMAGES = Path(__file__).parents[2] / "docs" / "images"
KEEP = bool(os.environ.get("KEEP_PICTURES"))
SCHEMES: tuple[Literal["dark", "light"], ...] = ("dark", "light")
BYTES_MAX = 60_000


async def opened(page: Page, server: Served, query: str = "") -> list[str]:
    """The page, come to rest; and every address it has asked for."""
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    await page.goto(f"{server.url}/components{query}")
    await page.evaluate("document.fonts.ready")
    return asked


async def test_everybody_can_use_it_at_every_width(browser: Browser, empty_server: Served) -> None:
    async with window(browser) as (page, errors):
        asked = await opened(page, empty_server)
        async for look in looks(page):
            assert (look, await wrong(page, look) + await faults(page)) == (look, [])
        assert all(url.startswith(empty_server.url + "/") for url in asked)
        assert len(asked) > 5
        assert errors == []


async def test_the_theme_is_the_systems_unless_another_is_asked_for(
    browser: Browser, empty_server: Served
) -> None:
    grounds = {}
    for scheme in SCHEMES:
        for query in ("", "?theme=light", "?theme=dark", "?theme=%22%3E%3Cb%3E"):
            async with window(browser, 390, 844, scheme) as (page, errors):
                await opened(page, empty_server, query)
                grounds[scheme, query] = await page.evaluate(
                    "getComputedStyle(document.body).backgroundColor"
                )
                assert await page.locator(".choice [aria-current]").count() == 1
                assert errors == []
    light, dark = grounds["light", ""], grounds["dark", ""]
    assert light != dark
    assert {grounds[scheme, "?theme=light"] for scheme in SCHEMES} == {light}
    assert {grounds[scheme, "?theme=dark"] for scheme in SCHEMES} == {dark}
    assert grounds["light", "?theme=%22%3E%3Cb%3E"] == light


async def test_both_themes_are_there_side_by_side(browser: Browser, empty_server: Served) -> None:
    async with window(browser, 1280, 900) as (page, _errors):
        await opened(page, empty_server)
        colours = await page.eval_on_selector_all(
            ".theme", "all => all.map(one => getComputedStyle(one).backgroundColor)"
        )
        assert len(set(colours)) == 2


async def test_what_the_browser_loads_is_small(browser: Browser, empty_server: Served) -> None:
    async with window(browser, 390, 844) as (page, _errors):
        asked = await opened(page, empty_server)
        names = {url.split("/assets/")[1].partition("/")[2] for url in asked if "/assets/" in url}
        loaded = {name for name in names if name.endswith((".css", ".js"))}
        assert {"tokens.css", "shell.css", "ui/ui.js"} <= loaded
        assert sum(len(files()[name]) for name in loaded) < BYTES_MAX


async def test_pictures_for_the_documentation(browser: Browser, empty_server: Served) -> None:
    views: tuple[tuple[str, int, int, Literal["dark", "light"], str], ...] = (
        ("phone", 390, 844, "dark", "#data"),
        ("wide", 1280, 1180, "light", "body"),
    )
    for view, width, height, scheme, start in views:
        async with window(browser, width, height, scheme) as (page, errors):
            await opened(page, empty_server)
            await page.locator(start).evaluate("one => one.scrollIntoView({block: 'start'})")
            await page.wait_for_timeout(300)
            picture = await page.screenshot()
            assert 10_000 < len(picture) < 200_000
            assert errors == []
            if KEEP:
                (IMAGES / f"components-{view}.png").write_bytes(picture)
