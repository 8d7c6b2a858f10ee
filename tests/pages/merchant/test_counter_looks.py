"""The counter for everybody: in both themes and languages, on a phone and on a tablet."""

from typing import Any

import pytest
from playwright.async_api import Browser

from service.members.consents import Purpose
from service.programme_perks import AIRPORT
from tests.flows.perks.test_terms import has_points
from tests.pages.browser import window
from tests.pages.crowd import Crowd
from tests.pages.merchant.customers import comes, comes_without_a_score, digits_of, shows_a_pass
from tests.pages.merchant.looks import is_fine
from tests.pages.merchant.till import Till, counter
from tests.pages.served import Served
from tests.pages.visitor import in_step

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(("locale", "width"), [("en-GB", 390), ("zh-CN", 820)])
async def test_the_counter_in_every_look(
    browser: Browser, server: Served, people: Crowd, database: Any, locale: str, width: int
) -> None:
    async with window(browser, width, 844, locale=locale) as (page, errors):
        till = Till(page, server, people)
        await page.goto(f"{server.url}/counter")
        await is_fine(page, f"{locale} entry", width)
        await page.locator("#merchant_key").fill(await till.key())
        await page.locator("[type=submit]").click()
        await page.locator(".ask").wait_for()
        await is_fine(page, f"{locale} question", width)
        await page.route("**/counter/checks", lambda route: route.abort())
        await page.locator("#token").fill(await shows_a_pass(people, database))
        await page.locator(".ask [type=submit]").click()
        await page.locator("[data-waits]:visible").wait_for()
        await is_fine(page, f"{locale} waiting", width)
        await page.unroute("**/counter/checks")
        await page.locator("[data-answer=yes]").wait_for()
        await is_fine(page, f"{locale} yes", width)
        for _step in range(2):
            before = await page.locator("#rental-title").inner_text()
            await page.locator("#rental .button.big").click()
            await page.locator("#rental-title", has_not_text=before).wait_for()
        await is_fine(page, f"{locale} lent", width)
        await page.goto(f"{server.url}/counter/rentals")
        await is_fine(page, f"{locale} out", width)
        assert [each for each in errors if "ERR_FAILED" not in each and "htmx:" not in each] == []


async def test_a_part_says_which_one(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    who = await comes(people, database)
    await people.world.grant(who, Purpose.ELIGIBILITY, AIRPORT)
    programme = people.world.context.programme()
    [part] = next(each.tiers for each in programme.perks if each.id == "exchange-rate")
    levels = {each.name: each.at_least for each in programme.numbers.score.scheme.levels}
    has_points(database, levels[part.level], who.account)
    async with counter(browser, server, people) as (till, errors):
        await till.opens(await till.key_of(people, merchant=AIRPORT))
        in_step(people)
        shown = await people.world.open_pass(who, "exchange-rate", AIRPORT)
        await till.types(shown.code)
        await till.heading("In part 50")
        await till.page.get_by_text(part.terms).wait_for()
        assert await till.page.locator("#rental").count() == 0
        await is_fine(till.page, "part", 390)
        assert errors == []


async def test_a_no_and_a_refusal_in_every_look(
    browser: Browser, server: Served, people: Crowd
) -> None:
    who = await comes_without_a_score(people)
    async with counter(browser, server, people) as (till, _errors):
        await till.opens()
        digits = await digits_of(people, who)
        await till.types(f"{(int(digits) + 1) % 10**8:08d}")
        await till.page.get_by_role("alert").wait_for()
        await is_fine(till.page, "wrong digits", 390)
        await till.types(digits)
        await till.heading("No")
        await is_fine(till.page, "no", 390)
