"""The counter for everybody: in both themes and languages, on a phone and on a tablet."""

import os
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from tests.pages.access import faults
from tests.pages.browser import window
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_counter import Till, counter, scored, shows_a_pass
from tests.pages.test_everybody import looks, wrong
from tests.pages.test_member import visiting
from tests.pages.test_member_access import still

pytestmark = pytest.mark.slow

WIDTHS = (390, 820)
PICTURES = os.environ.get("COUNTER_PICTURES", "")


async def is_fine(page: Page, view: str) -> None:
    """At both widths, in both themes."""
    await still(page)
    async for look in looks(page, WIDTHS):
        found = await wrong(page) + await faults(page)
        assert (view, look, found) == (view, look, [])
        if PICTURES:
            await page.screenshot(path=Path(PICTURES) / f"{view} {look}.png".replace(" ", "-"))


@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
async def test_the_counter_in_every_look(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path, locale: str
) -> None:
    async with (
        visiting(browser, server, tmp_path) as (alice, _),
        window(browser, 390, 844, locale=locale) as (page, errors),
    ):
        till = Till(page, server, people)
        await page.goto(f"{server.url}/counter")
        await is_fine(page, f"{locale} entry")
        await page.locator("#merchant_key").fill(await till.key())
        await page.locator("[type=submit]").click()
        await page.locator(".ask").wait_for()
        await is_fine(page, f"{locale} question")
        await scored(alice, people)
        await page.route("**/counter/checks", lambda route: route.abort())
        await page.locator("#token").fill(await shows_a_pass(alice))
        await page.locator(".ask [type=submit]").click()
        await page.locator("[data-waits]:visible").wait_for()
        await is_fine(page, f"{locale} waiting")
        await page.unroute("**/counter/checks")
        await page.locator("[data-answer=yes]").wait_for()
        await is_fine(page, f"{locale} yes")
        for _step in range(2):
            before = await page.locator("#rental-title").inner_text()
            await page.locator("#rental .button.big").click()
            await page.locator("#rental-title", has_not_text=before).wait_for()
        await is_fine(page, f"{locale} lent")
        assert [each for each in errors if "ERR_FAILED" not in each and "htmx:" not in each] == []


async def test_a_no_and_a_refusal_in_every_look(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with (
        visiting(browser, server, tmp_path) as (alice, _),
        counter(browser, server, people) as (till, _errors),
    ):
        await alice.joins()
        await alice.goes("Perks")
        await alice.presses("Let Umbrella Kiosk ask about An umbrella")
        await alice.agrees()
        digits = await shows_a_pass(alice)
        await till.opens()
        await till.types(f"{(int(digits) + 1) % 10**8:08d}")
        await till.page.get_by_role("alert").wait_for()
        await is_fine(till.page, "wrong digits")
        await till.types(digits)
        await till.heading("No")
        await is_fine(till.page, "no")
