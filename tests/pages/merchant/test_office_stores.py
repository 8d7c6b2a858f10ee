"""A merchant's stores, terminals and statements in a real browser."""

from typing import Any

import pytest
from playwright.async_api import Browser, expect

from rewards.perks.month import month_at
from rewards.perks.rentals.rental import RentalState
from service.programme_demo import DEMO
from service.store.schema.page import RENTALS
from tests.pages.crowd import Crowd
from tests.pages.merchant.looks import is_fine
from tests.pages.merchant.till import COUNTER, Till, counter
from tests.pages.served import Served
from tests.people import RIVERSIDE_BIKES
from tests.rewards.perks.rentals.helpers import quoted as loan

pytestmark = pytest.mark.slow


async def opens_bikes(till: Till, scopes: tuple[str, ...]) -> None:
    """The office of a merchant whose terminals are nobody else's business."""
    key = await till.key_of(till.people, scopes, RIVERSIDE_BIKES)
    await till.page.goto(f"{till.server.url}/merchant")
    await till.page.locator("#merchant_key").fill(key)
    await till.page.locator("[type=submit]").click()
    await till.page.locator(".ways").wait_for()


async def fills(till: Till, fields: dict[str, str], press: str) -> None:
    dialog = till.page.get_by_role("dialog")
    for label, text in fields.items():
        await dialog.get_by_label(label).fill(text)
    await dialog.get_by_role("button", name=press, exact=True).click()


@pytest.mark.parametrize(("locale", "width"), [("en-GB", 390), ("zh-CN", 820)])
async def test_stores_and_statements_in_every_look(
    browser: Browser, server: Served, people: Crowd, database: Any, locale: str, width: int
) -> None:
    """Those of a day, shut and open, and a month with something in it."""
    at, month = (
        people.world.clock.domain_now(),
        month_at(people.world.clock.domain_now(), DEMO.zone),
    )
    ended = loan()
    fields = {"_id": f"bike-{locale}", "merchant": RIVERSIDE_BIKES, "perk": "bicycle"}
    state = {"state": RentalState.SETTLED.value, "state_at": at, "ends_at": None}
    database.rentals.insert_one(RENTALS.encode(ended) | fields | state)
    async with counter(browser, server, people, width, locale=locale) as (till, errors):
        page = till.page
        await opens_bikes(till, ("office", *COUNTER))
        await page.goto(f"{server.url}/merchant/stores")
        await page.locator("[data-opens=open-store]").click()
        await is_fine(page, f"{locale} new store", width)
        for label, text in (("store-id", f"quay-{width}"), ("store-name", "Quay")):
            await page.locator(f"#{label}").fill(text)
        await page.locator("dialog[open] [type=submit]").click()
        await page.locator(f"[data-opens='add-quay-{width}']").click()
        await page.locator(f"#terminal-quay-{width}").fill(f"till-{width}")
        await page.locator("dialog[open] [type=submit]").click()
        await page.locator(f"a[href='/merchant/terminals/till-{width}']").wait_for()
        await is_fine(page, f"{locale} stores", width)
        await page.locator(f"a[href='/merchant/terminals/till-{width}']").click()
        await page.locator("[data-opens=give-key]").click()
        await is_fine(page, f"{locale} a terminal's key", width)
        await page.goto(f"{server.url}/merchant/statement")
        await page.locator("#rentals-sums").wait_for()
        await is_fine(page, f"{locale} statement", width)
        for _ in range(2):
            await page.locator("nav a[href^='/merchant/statement/']").first.click()
        assert month not in page.url
        await is_fine(page, f"{locale} an empty month", width)
        assert errors == []


async def test_a_till_gets_a_key_that_works_while_its_terminal_is_open(
    browser: Browser, server: Served, people: Crowd
) -> None:
    async with counter(browser, server, people) as (till, errors):
        page = till.page
        await opens_bikes(till, ("office", *COUNTER))
        await page.get_by_role("link", name="Stores").click()
        await till.presses("Open a store")
        await fills(till, {"Your word for the store": "two words", "Name": "Hill"}, "Open it")
        await page.get_by_role("alert").wait_for()
        await fills(till, {"Your word for the store": "hill"}, "Open it")
        card = page.locator(".card", has=page.get_by_role("heading", name="Hill"))
        await card.get_by_role("button", name="Add a terminal").click()
        await fills(till, {"Your word for the terminal": "hill-1"}, "Open it")
        await page.get_by_role("link", name="hill-1").click()
        await till.presses("Give it a key")
        await fills(till, {"Why, for the records": "a new till"}, "Give it")
        key = await page.locator("#made-key").inner_text()
        await till.presses("Close it")
        await page.get_by_role("dialog").get_by_role("button", name="Close it").click()
        await page.get_by_text("Keys that are for it open nothing now.").wait_for()
        await till.presses("Open it again")
        await expect(page.get_by_role("button", name="Give it a key")).to_be_visible()
        await page.goto(f"{server.url}/merchant/stores")
        await card.get_by_role("button", name="Close it").click()
        await page.get_by_role("dialog").get_by_role("button", name="Close it").click()
        await card.get_by_role("button", name="Open it again").click()
        await expect(card.get_by_role("button", name="Add a terminal")).to_be_visible()
        await page.goto(f"{server.url}/merchant/keys")
        await page.get_by_text("Works at terminal hill-1 alone.").wait_for()
        await page.goto(f"{server.url}/merchant")
        await till.presses("Sign out")
        await till.heading("Your place here")
        await till.opens(key)
        await page.locator(".till", has_text="hill-1").wait_for()
        assert [each for each in errors if "422" not in each and "htmx:" not in each] == []
