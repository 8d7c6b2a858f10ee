"""Pages in Chinese, in a real browser whose user reads Chinese."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser

from service.language.languages import Language
from service.programme_demo import DEMO
from tests.pages.axe import grave
from tests.pages.browser import rows, window
from tests.pages.crowd import Crowd
from tests.pages.served import Served

pytestmark = pytest.mark.slow

TITLE = DEMO.translations[Language.ZH_CN][DEMO.boards[0].title]
LIVE, PAIR = "\u5b9e\u65f6", "\u914d\u5bf9\u8fd9\u5757\u663e\u793a\u5c4f"


async def test_a_screen_is_paired_and_lives_in_chinese(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    bob = await people.joins("Bob", 20)
    await people.joins("Alice", 40)
    async with window(browser, locale="zh-CN") as (page, errors):
        await page.goto(f"{server.url}/display")
        assert await page.inner_text("h1") == PAIR
        assert await page.get_attribute("html", "lang") == "zh-CN"
        await page.screenshot(path=tmp_path / "pairing.png")
        await page.fill("#token", await people.screen())
        await page.click("#pair")
        await page.wait_for_selector("#status[data-state=live]")
        assert await page.inner_text("#title") == TITLE
        assert await page.inner_text("#status-text") == LIVE
        await people.does(bob, "weekly-ride")
        # The stream speaks Chinese too: what it sends is written over what the server rendered.
        await page.wait_for_selector("#news:text('\u79cd\u5b50')", state="attached")
        assert await page.inner_text("#title") == TITLE
        async with asyncio.timeout(5):
            while ("1", "Bob", "70") not in await rows(page):
                await asyncio.sleep(0.05)
        assert not set(await page.inner_text("#left")) & set("dhmins")
        await page.screenshot(path=tmp_path / "display.png")
        assert await grave(page) == []
        assert errors == []


async def test_a_wrong_token_is_refused_in_chinese(browser: Browser, empty_server: Served) -> None:
    async with window(browser, 360, 740, "light", locale="zh-CN") as (page, _errors):
        await page.goto(f"{empty_server.url}/display")
        await page.fill("#token", "sbd_no")
        await page.click("#pair")
        await page.wait_for_selector("#trouble:text('\u4ee4\u724c')")
        width = await page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360


async def test_what_is_not_there_is_told_in_chinese(browser: Browser, empty_server: Served) -> None:
    async with window(browser, 360, 740, locale="zh-CN") as (page, _errors):
        answer = await page.goto(f"{empty_server.url}/nothing")
        assert answer is not None
        assert answer.status == 404
        assert await page.get_attribute("html", "lang") == "zh-CN"
        assert "\u8fd9\u91cc" in await page.inner_text("h1")
