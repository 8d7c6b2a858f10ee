"""A business applies in a real browser, and sees what has become of it."""

import asyncio
import re

import pytest
from playwright.async_api import Browser, expect

from service.flows.merchants.reinstate_merchant import REINSTATE_MERCHANT
from service.flows.merchants.standing import OfMerchant
from service.flows.merchants.suspend_merchant import SUSPEND_MERCHANT
from tests.pages.browser import window
from tests.pages.crowd import Crowd
from tests.pages.merchant.looks import is_fine
from tests.pages.merchant.till import Till
from tests.pages.served import Served
from tests.pages.test_member import PATIENCE_MS
from tests.people import RIVERSIDE_BIKES

pytestmark = pytest.mark.slow

FIELDS = {
    "Name of the business": "Bike Cellar",
    "Registry number": "91330100MA2DEMA109",
    "Legal representative": "Erika Mustermann",
    "E-mail": "erika@example.org",
    "What would members get?": "A bicycle for an afternoon, without a deposit.",
}


async def test_a_slip_is_said_in_place_and_the_rest_is_sent(
    browser: Browser, server: Served
) -> None:
    async with window(browser, 390, 844, "light") as (page, errors):
        await page.goto(f"{server.url}/merchant")
        await page.get_by_role("link", name="Apply to become one").click()
        await is_fine(page, "apply", 390)
        for label, value in FIELDS.items():
            await page.get_by_label(label).fill(value)
        await page.get_by_role("button", name="Apply", exact=True).click()
        refused = page.get_by_role("alert")
        await expect(refused).to_contain_text("no Unified Social Credit Code")
        await expect(page.get_by_label("Name of the business")).to_have_value("Bike Cellar")
        await page.get_by_label("Registry number").fill("HRB 0815")
        await page.get_by_role("button", name="Apply", exact=True).click()
        await page.get_by_text("Waits to be looked at").wait_for()
        assert re.search(r"/merchant/applications/[0-9a-f]{32}$", page.url)
        await is_fine(page, "application", 390)
        assert "Erika" not in await page.content()
        assert [each for each in errors if "422" not in each and "htmx:" not in each] == []


async def test_a_suspended_merchant_reads_so_and_why(
    browser: Browser, server: Served, people: Crowd
) -> None:
    async with window(browser, 390, 844, "light") as (page, errors):
        await page.goto(f"{server.url}/merchant")
        await page.get_by_label("Key").fill(await Till.key_of(people, merchant=RIVERSIDE_BIKES))
        await page.get_by_role("button", name="Sign in").click()
        await page.get_by_role("heading", name="Riverside Bikes").wait_for()
        banner = page.get_by_text("Its licence has ended")
        for rule, times in ((SUSPEND_MERCHANT, 1), (REINSTATE_MERCHANT, 0)):
            body = OfMerchant(merchant=RIVERSIDE_BIKES, reason="Its licence has ended")
            await people.world.apply(rule, body, caller="operator:olga")
            async with asyncio.timeout(PATIENCE_MS / 1000):
                while await banner.count() != times:
                    await page.reload()
            await is_fine(page, f"suspended {times}", 390)
        assert errors == []
