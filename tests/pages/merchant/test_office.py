"""A merchant's office in a real browser: servers that are told, keys given and ended."""

import asyncio
import re
from dataclasses import replace

import pytest
from playwright.async_api import Browser, expect

from service.flows.operators.revoke_merchant_key import REVOKE_MERCHANT_KEY, RevokeMerchantKey
from service.keys import Keys
from service.webhooks.hooks import Hooks
from tests.jobs.hook_room import send
from tests.pages.browser import window
from tests.pages.crowd import Crowd
from tests.pages.merchant.looks import is_fine
from tests.pages.merchant.till import Till, counter
from tests.pages.served import SECRET, Served
from tests.senders.gateway import Receiver, receiving

pytestmark = pytest.mark.slow

HOOK = "https://hooks.example.com/seedbank"


async def test_a_server_is_named_tested_rotated_and_removed(
    browser: Browser, server: Served, people: Crowd
) -> None:
    async with counter(browser, server, people) as (till, errors):
        await till.opens_office()
        page = till.page
        await page.get_by_role("link", name="Webhooks", exact=True).click()
        await page.get_by_role("button", name="Name another").click()
        await page.get_by_label("Address").fill("https://10.0.0.1/x")
        await till.presses("Name it")
        await page.get_by_role("alert").wait_for()
        await page.get_by_label("Address").fill(HOOK)
        await till.presses("Name it")
        secret = await page.locator("#made-secret").inner_text()
        assert secret.startswith("whsec_")
        await expect(page.locator(".once").get_by_role("button", name="Copy")).to_be_visible()
        await page.locator(f".way:has-text('{HOOK}')").click()
        await page.get_by_role("heading", name=HOOK).wait_for()
        assert secret not in await page.content()
        await till.presses("Send a test")
        await page.locator(".delivery code", has_text="endpoint_test").wait_for()
        assert await page.get_by_text("It waits for its turn").count() == 0
        await till.presses("Send a test")
        await expect(page.get_by_text("It waits for its turn")).to_have_count(1)
        await page.locator(".chip", has_text="Given up").click()
        await page.get_by_text("Nothing here").wait_for()
        await page.get_by_role("button", name="New secret").click()
        await till.presses("Make it")
        assert await page.locator("#made-secret").inner_text() not in ("", secret)
        await page.get_by_role("button", name="Change it").click()
        await page.get_by_label("What you call it").fill("The shop's server")
        await page.get_by_label("Payments with seeds").uncheck()
        await till.presses("Save")
        await page.locator("#said", has_text="Changed.").wait_for()
        left = page.locator("#endpoint .facts .pill")
        await expect(left).to_have_text(["Rentals", "Vouchers"])
        await page.get_by_role("button", name="Remove it", exact=True).click()
        await page.get_by_role("dialog").get_by_role("button", name="Remove it").click()
        await page.get_by_text("No server is told yet").wait_for()
        # The browser says so itself of the address that was refused.
        assert [each for each in errors if "422" not in each and "htmx:" not in each] == []


async def tells(people: Crowd) -> None:
    """Whatever waits for a server and may be tried within a few minutes."""
    people.world.later(minutes=5)
    context = people.world.context
    seals = Keys(SECRET, realm=context.store.driver.db.name).seals
    await send(replace(context, hooks=lambda: Hooks(seals, loopback=True)))


async def test_a_server_that_was_gone_is_switched_on_and_told_once_more(
    browser: Browser, server: Served, people: Crowd
) -> None:
    receiver = Receiver(answers=[410, 202])
    async with receiving(receiver) as url, counter(browser, server, people) as (till, errors):
        page = till.page
        await till.opens_office(("webhooks",))
        await page.get_by_role("link", name="Webhooks", exact=True).click()
        await page.get_by_role("button", name="Name another").click()
        await page.get_by_label("Address").fill(url)
        for other in ("Rentals", "Vouchers"):  # others lend something here
            await page.get_by_label(other, exact=True).uncheck()
        await till.presses("Name it")
        await page.locator(f".way:has-text('{url}')").click()
        await till.presses("Send a test")
        await page.locator(".delivery", has_text="Waiting").wait_for()
        await tells(people)
        await page.reload()
        await page.get_by_text("It said that it is gone (410)").wait_for()
        await till.presses("Switch it on")
        await page.locator("#said", has_text="It is told again.").wait_for()
        await expect(page.get_by_text("It is switched off")).to_have_count(0)
        await tells(people)
        await page.reload()
        line = page.locator(".delivery", has_text="Delivered")
        await line.get_by_role("button", name="Tell it again").click()
        await page.locator("#said", has_text="It is told once more.").wait_for()
        await page.locator(".delivery", has_text="Waiting").wait_for()
        await tells(people)
        await page.reload()
        await line.wait_for()
        assert errors == []
    # The same each time: who knows its id takes it for what it is.
    [_gone, once, again] = [got.headers["webhook-id"] for got in receiver.received]
    assert once == again


async def test_a_key_is_given_for_a_till_shown_once_and_ended(
    browser: Browser, server: Served, people: Crowd
) -> None:
    async with counter(browser, server, people) as (till, errors):
        await till.opens_office(("office", "rentals"))
        page = till.page
        await page.get_by_role("link", name="Keys", exact=True).click()
        await page.get_by_role("button", name="Give a key").click()
        # No more than the key that gives it.
        assert await page.get_by_role("checkbox").count() == 2
        await page.get_by_label("Which till or server is it for?").fill("North door")
        await page.get_by_label("Why, for the records").last.fill("a new till")
        await till.presses("Give it")
        made = await page.locator("#made-key").inner_text()
        assert re.fullmatch("sbm_test_[0-9a-f]{16}_[0-9a-f]{64}", made)
        line = page.locator(".line", has_text="North door")
        await line.get_by_role("button", name="End it").click()
        await page.get_by_role("dialog").get_by_label("Why, for the records").fill("lost it")
        await page.get_by_role("dialog").get_by_role("button", name="End it").click()
        await line.get_by_text("Ended", exact=True).wait_for()
        assert made not in await page.content()
        assert errors == []
        # Its own key: who ends it is out.
        mine = page.locator(".line", has_text="This one")
        await mine.get_by_role("button", name="End it").click()
        await page.get_by_role("dialog").get_by_label("Why, for the records").fill("closing")
        await page.get_by_role("dialog").get_by_role("button", name="End it").click()
        await till.heading("Your place here")
        assert await page.context.cookies() == []


async def test_a_key_that_was_ended_elsewhere_leads_to_the_way_in(
    browser: Browser, server: Served, people: Crowd
) -> None:
    async with counter(browser, server, people) as (till, _errors):
        key = await till.opens_office(("webhooks",))
        _, _, key_id, _ = key.split("_")
        await people.world.apply(REVOKE_MERCHANT_KEY, RevokeMerchantKey(key=key_id))
        way_in = till.page.get_by_role("heading", name="Your place here")
        async with asyncio.timeout(5):  # every process hears of it within a second
            while not await way_in.count():
                await till.page.goto(f"{server.url}/merchant/endpoints")
        assert await till.page.context.cookies() == []


@pytest.mark.parametrize(("locale", "width"), [("en-GB", 390), ("zh-CN", 820)])
async def test_the_office_in_every_look(
    browser: Browser, server: Served, people: Crowd, locale: str, width: int
) -> None:
    async with window(browser, width, 844, locale=locale) as (page, errors):
        till = Till(page, server, people)
        await till.opens_office()
        await is_fine(page, f"{locale} office", width)
        await page.goto(f"{server.url}/merchant/keys")
        await is_fine(page, f"{locale} keys", width)
        await page.locator("[data-opens=give-key]").click()
        await is_fine(page, f"{locale} a new key", width)
        await page.goto(f"{server.url}/merchant/endpoints")
        await page.locator("[data-opens=add-endpoint]").click()
        await page.locator("#url").fill(HOOK)
        await page.locator("#add-endpoint [type=submit]").click()
        await page.locator("#made-secret").wait_for()
        await is_fine(page, f"{locale} endpoints", width)
        await page.locator("a.way").first.click()
        await page.locator("[hx-post$=test] button").click()
        await page.locator(".delivery").first.wait_for()
        await page.locator("[hx-post$=test] button").click()
        await page.locator(".delivery").nth(1).wait_for()
        await page.wait_for_selector("#said:empty", state="attached", timeout=8000)
        await is_fine(page, f"{locale} endpoint", width)
        assert errors == []
