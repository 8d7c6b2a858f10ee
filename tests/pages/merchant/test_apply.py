"""A business applies in a real browser, and sees what has become of it."""

import re

import pytest
from playwright.async_api import Browser, expect

from tests.pages.browser import window
from tests.pages.merchant.looks import is_fine
from tests.pages.served import Served

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
