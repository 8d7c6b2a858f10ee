"""The counter in a real browser: a pass is typed, answered, lent against; nets fail meanwhile."""

from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs

import pytest
from playwright.async_api import Browser, Route, expect

from service.pages.merchant.cookie import COOKIE
from tests.pages.crowd import Crowd
from tests.pages.merchant.customers import (
    comes,
    comes_without_a_score,
    digits_of,
    shows_a_pass,
)
from tests.pages.merchant.till import counter
from tests.pages.served import Served
from tests.people import UMBRELLA_KIOSK

pytestmark = pytest.mark.slow


async def test_a_typed_pass_is_answered_and_an_umbrella_goes_out_and_comes_back(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    async with counter(browser, server, people, 820) as (till, errors):
        await till.opens()
        who = await comes(people, database)
        await till.types(await digits_of(people, who))
        await till.heading("Yes")
        await till.is_at("Offered")
        [look] = database.access_log.find({"account": who.account})
        told = (look["looker"], look["who"], look["why"], look["answered"])
        assert told == ("merchant", UMBRELLA_KIOSK, "umbrella", "yes")
        await till.page.reload()  # a quote is found again by its address
        await till.presses("Waive the deposit")
        await till.is_at("Deposit waived, not handed over yet")
        await till.presses("Hand it over")
        await till.is_at("With the member")
        number = till.page.url.rpartition("/")[2]
        await till.page.get_by_role("link", name="Next customer").click()
        await till.page.get_by_role("link", name="Something comes back").click()
        await till.page.get_by_role("link", name=f"…{number[-6:]}").wait_for()
        await till.page.get_by_label("Number of the rental").fill("nothing")
        await till.presses("Find it")
        await till.page.get_by_role("alert").wait_for()
        await till.page.get_by_label("Number of the rental").fill(number)
        await till.presses("Find it")
        await till.presses("It is back")
        await till.is_at("It is back")
        await till.presses("All well: settle")
        await till.is_at("Settled")
        assert await till.page.locator("#rental button:visible").count() == 0
        # The browser says so itself of the number that was none.
        assert [each for each in errors if "404" not in each and "htmx:" not in each] == []
    await people.adds_up()


async def test_every_no_is_the_same_and_what_is_no_pass_is_said(
    browser: Browser, server: Served, people: Crowd
) -> None:
    who = await comes_without_a_score(people)
    async with counter(browser, server, people) as (till, _errors):
        await till.opens()
        digits = await digits_of(people, who)
        await till.types(f"{(int(digits) + 1) % 10**8:08d}")
        trouble = till.page.get_by_role("alert")
        assert len(await trouble.inner_text()) > 20
        await till.types(digits)
        await till.heading("No")
        assert await till.page.locator("#rental").count() == 0
        await till.page.get_by_role("link", name="Next customer").click()
        for wrong in (digits, "1234", ""):  # used up; not whole; nothing
            await till.types(wrong)
            await expect(trouble).to_be_visible()


async def test_an_answer_that_got_lost_is_asked_again_under_the_same_key_by_itself(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    sent: list[str] = []

    async def loses_the_answer(route: Route) -> None:
        sent.append(route.request.post_data or "")
        await route.fetch()
        await route.abort()

    async with counter(browser, server, people) as (till, _errors):
        await till.opens()
        till.page.on("request", lambda each: sent.append(each.post_data or ""))
        await till.page.route("**/counter/checks", loses_the_answer, times=1)
        await till.types(await shows_a_pass(people, database))
        await till.page.get_by_text("What you typed is kept").wait_for()
        await till.heading("Yes")
        assert len({each for each in sent if "token=" in each}) == 1
        # A step that got lost too, and a reload in the middle of it.
        await till.page.route("**/authorise", loses_the_answer)
        await till.presses("Waive the deposit")
        await till.page.get_by_text("asked again by itself").wait_for()
        await till.page.unroute("**/authorise")
        await till.page.reload()
        await till.is_at("Deposit waived, not handed over yet")
        assert await till.page.evaluate("sessionStorage.getItem('seedbank.counter')") is None


async def test_a_counter_without_a_net_keeps_what_was_typed_over_a_reload(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    async with counter(browser, server, people) as (till, _errors):
        await till.opens()
        digits = await shows_a_pass(people, database)
        await till.page.route("**/counter/checks", lambda route: route.abort())
        await till.types(digits)
        await till.page.get_by_text("What you typed is kept").wait_for()
        assert await till.page.get_by_label("Eight digits").input_value() == digits
        await till.presses("Stop asking")
        await expect(till.page.get_by_text("What you typed is kept")).to_be_hidden()
        await till.presses("Ask")
        await till.page.get_by_text("What you typed is kept").wait_for()
        await till.page.unroute("**/counter/checks")
        await till.page.reload()
        await till.heading("Yes")


async def test_the_same_digits_after_giving_up_bring_the_first_answer_and_others_do_not(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    sent: list[str] = []

    async def loses_the_answer(route: Route) -> None:
        sent.append(route.request.post_data or "")
        await route.fetch()
        await route.abort()

    async with counter(browser, server, people) as (till, _errors):
        await till.opens()
        who = await comes(people, database)
        digits = await digits_of(people, who)
        await till.page.route("**/counter/checks", loses_the_answer)
        await till.types(digits)
        await till.page.get_by_text("What you typed is kept").wait_for()
        await till.presses("Stop asking")
        await till.page.unroute("**/counter/checks")
        till.page.on("request", lambda each: sent.append(each.post_data or ""))
        await till.types(f"{(int(digits) + 1) % 10**8:08d}")
        await till.page.get_by_role("alert").wait_for()
        await till.page.reload()  # at a till somebody does that first of all
        await till.types(digits)
        await till.heading("Yes")
        asked = [each for each in sent if "token=" in each]
        assert len({each for each in asked if digits in each}) == 1
        assert len({parse_qs(each)["key"][0] for each in asked}) == 2
        assert database.access_log.count_documents({"account": who.account}) == 1
        # It has its answer: whoever types it once more has another wish.
        await till.page.get_by_role("link", name="Next customer").click()
        await till.types(digits)
        await till.page.get_by_role("alert").wait_for()


async def test_a_pass_that_has_ended_is_said(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    who = await comes(people, database)
    digits = await digits_of(people, who)
    hour = timedelta(hours=1)
    shown = database.passes.find_one({"account": who.account})
    dates = {each: shown[each] - hour for each in ("issued_at", "expires_at")}
    database.passes.update_one({"_id": shown["_id"]}, {"$set": dates})
    async with counter(browser, server, people) as (till, _errors):
        await till.opens()
        await till.types(digits)
        assert "ended" in await till.page.get_by_role("alert").inner_text()


async def test_the_key_is_in_no_script_and_no_address_and_goes_with_signing_out(
    browser: Browser, server: Served, people: Crowd
) -> None:
    asked: list[str] = []
    async with counter(browser, server, people) as (till, errors):
        till.page.on("request", lambda each: asked.append(each.url))
        key = await till.key()
        await till.opens(key)
        cookies = await till.page.context.cookies()
        assert {each["path"] for each in cookies} == {"/counter", "/merchant"}
        for each in cookies:
            assert (each["name"], each["httpOnly"], each["sameSite"]) == (COOKIE, True, "Strict")
            assert key not in each["value"]
        kept = "JSON.stringify([document.cookie, {...localStorage}, {...sessionStorage}])"
        assert "sbm_" not in await till.page.evaluate(kept) + await till.page.content()
        assert not [each for each in asked if "sbm_" in each]
        await till.presses("Sign out")
        await till.heading("Open the counter")
        assert await till.page.context.cookies() == []
        assert errors == []


async def test_a_key_that_opens_nothing_is_said_where_it_was_pasted(
    browser: Browser, server: Served, people: Crowd
) -> None:
    async with counter(browser, server, people) as (till, errors):
        await till.page.goto(f"{server.url}/counter")
        for wrong in ("", "sbm_test_0000000000000000_" + "0" * 64, "nonsense"):
            await till.page.get_by_label("Key").fill(wrong)
            await till.presses("Sign in")
            await till.page.get_by_text("This key does not open anything").wait_for()
        assert await till.page.context.cookies() == []
        assert errors == []


async def test_a_key_without_the_scope_is_not_offered_what_it_may_not(
    browser: Browser, server: Served, people: Crowd
) -> None:
    async with counter(browser, server, people) as (till, errors):
        await till.opens(await till.key(("webhooks",)))
        await till.page.get_by_text("This key may not ask about passes").wait_for()
        assert await till.page.get_by_role("button", name="Ask").count() == 0
        assert errors == []
