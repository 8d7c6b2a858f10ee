"""The counter in a real browser: a pass is typed, answered, lent against; nets fail meanwhile."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from playwright.async_api import Browser, Page, Route, expect
from pymongo import MongoClient

from service.flows.operators.issue_merchant_key import ISSUE_MERCHANT_KEY, IssueMerchantKey
from service.keys.random import fresh_merchant_key
from service.members.consents import Purpose
from service.pages.merchant.cookie import COOKIE
from tests.flows.rentals.scenes import customer
from tests.pages.browser import window
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_member import PATIENCE_MS
from tests.pages.visitor import UMBRELLA_KIOSK, in_step
from tests.people import ALICE, BOB, Person

pytestmark = pytest.mark.slow

TILL = ("eligibility", "rentals")


class Till:
    """A tablet behind a counter, and what somebody does there, a line each."""

    def __init__(self, page: Page, server: Served, people: Crowd) -> None:
        self.page, self.server, self.people = page, server, people

    @staticmethod
    async def key_of(
        people: Crowd, scopes: tuple[str, ...] = TILL, merchant: str = UMBRELLA_KIOSK
    ) -> str:
        """A new key of the kiosk, or of another merchant."""
        fresh = fresh_merchant_key(test=True)
        body = IssueMerchantKey(merchant=merchant, scopes=scopes, test=True)
        await people.world.apply(ISSUE_MERCHANT_KEY, body, ids=(fresh.id, fresh.sha256))
        return fresh.text

    async def key(self, scopes: tuple[str, ...] = TILL) -> str:
        """The same at this counter."""
        return await self.key_of(self.people, scopes)

    async def opens(self, key: str = "") -> None:
        """Signs in with a key, and sees the question."""
        await self.page.goto(f"{self.server.url}/counter")
        await self.page.get_by_label("Key").fill(key or await self.key())
        await self.presses("Sign in")
        await self.heading("Ask about a pass")

    async def heading(self, text: str) -> None:
        await self.page.get_by_role("heading", name=text, level=1).wait_for()

    async def presses(self, name: str) -> None:
        await self.page.get_by_role("button", name=name, exact=True).click()

    async def types(self, digits: str) -> None:
        await self.page.get_by_label("Eight digits").fill(digits)
        await self.presses("Ask")

    async def is_at(self, state: str) -> None:
        """The rental on the page stands so."""
        await self.page.get_by_role("heading", name=state, level=2, exact=True).wait_for()


@asynccontextmanager
async def counter(
    browser: Browser, server: Served, people: Crowd, width: int = 390, **options: Any
) -> AsyncIterator[tuple[Till, list[str]]]:
    """A till, and the errors its page has logged so far."""
    async with window(browser, width, 844, **options) as (page, errors):
        page.set_default_timeout(PATIENCE_MS)
        yield Till(page, server, people), errors


@pytest.fixture
def database(mongo_url: str, database_name: str) -> Iterator[Any]:
    with MongoClient[dict[str, Any]](mongo_url, tz_aware=True) as client:
        yield client[database_name]


async def shows_a_pass(people: Crowd, database: Any, person: Person = ALICE) -> str:
    """The eight digits on the screen of somebody with a score, good from now on."""
    there = await customer(people.world, database, person)
    in_step(people)
    shown = await people.world.open_pass(there.who, "umbrella", UMBRELLA_KIOSK)
    return str(shown.code)


async def test_a_typed_pass_is_answered_and_an_umbrella_goes_out_and_comes_back(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    async with counter(browser, server, people, 820) as (till, errors):
        await till.opens()
        await till.types(await shows_a_pass(people, database))
        await till.heading("Yes")
        await till.is_at("Offered")
        [look] = database.access_log.find()
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
    bob = await people.world.member(BOB)  # who has no score
    await people.world.grant(bob, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    async with counter(browser, server, people) as (till, _errors):
        await till.opens()
        in_step(people)
        digits = (await people.world.open_pass(bob, "umbrella", UMBRELLA_KIOSK)).code
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


async def test_a_pass_that_has_ended_is_said(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    digits = await shows_a_pass(people, database)
    hour = timedelta(hours=1)
    shown = database.passes.find_one()
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
