"""A pass on the screen: what its QR code carries, how it ends, and what is heard of it."""

from typing import Any, Literal

import pytest
from playwright.async_api import Browser, Route, expect

from tests.pages.crowd import Crowd
from tests.pages.perks.people import is_heard, phone, suspended
from tests.pages.perks.scanner import scanned
from tests.pages.served import Served
from tests.pages.visitor import UMBRELLA_KIOSK, in_step

pytestmark = pytest.mark.slow

UMBRELLA, KIOSK = "An umbrella without a deposit", "Umbrella Kiosk"
LONGER_MS = 61_000
"""More than a pass lives."""


def tokens(admin: Any, database_name: str) -> list[str]:
    """Those of all passes, oldest first."""
    passes = admin[database_name].passes.find().sort("issued_at")
    return [str(each["_id"]) for each in passes]


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "zh-CN")])
async def test_what_a_scanner_reads_is_the_token_and_a_counter_takes_it(
    browser: Browser,
    server: Served,
    people: Crowd,
    admin: Any,
    database_name: str,
    scheme: Literal["dark", "light"],
    language: str,
) -> None:
    async with phone(browser, server, scheme=scheme) as (alice, errors):
        await alice.joins()
        await alice.shows_a_pass(UMBRELLA, KIOSK)
        if language != "en":
            await alice.page.context.set_extra_http_headers({"Accept-Language": language})
            await alice.page.goto(f"{server.url}/member/perks/umbrella")
            await alice.page.locator("#counter [type=submit]").click()
        qr = alice.page.locator(".qr")
        await expect(qr).to_be_visible()
        read = await scanned(browser, alice.page)
        assert read == [tokens(admin, database_name)[-1]]
        # Another pass for the same counter, as on a second phone: what is heard is not of that one.
        other = await alice.page.context.new_page()
        await other.goto(f"{server.url}/member/perks/umbrella")
        await other.locator("#counter [type=submit]").click()
        await other.locator(".qr").wait_for()
        in_step(people)
        checked = await people.world.check(read[0], UMBRELLA_KIOSK)
        assert checked.answer.answer == "no"
        await alice.page.locator(".pass-heard").wait_for()
        assert await qr.count() == 0
        async with other.expect_response("**/heard?*") as asked:
            pass
        assert (await asked.value).status == 204
        await expect(other.locator(".qr")).to_be_visible()
        assert errors == []


async def test_neither_token_nor_digits_are_in_an_address(
    browser: Browser, server: Served, people: Crowd, admin: Any, database_name: str
) -> None:
    async with phone(browser, server) as (alice, _errors):
        asked: list[str] = []
        alice.page.on("request", lambda request: asked.append(request.url))
        await alice.joins()
        async with alice.page.expect_request("**/heard?*"):
            digits = await alice.shows_a_pass(UMBRELLA, KIOSK)
        secrets = (digits, tokens(admin, database_name)[-1])
        assert [url for url in asked if any(each in url for each in secrets)] == []
        assert digits not in alice.page.url


async def test_a_pass_that_has_ended_gives_way_to_a_new_one(
    browser: Browser, server: Served, people: Crowd, admin: Any, database_name: str
) -> None:
    async with phone(browser, server) as (alice, errors):
        await alice.page.clock.install()
        await alice.joins()
        before = len(tokens(admin, database_name))
        first = await alice.shows_a_pass(UMBRELLA, KIOSK)
        assert await alice.page.get_by_role("button", name="New code").count() == 0
        await alice.page.clock.fast_forward(LONGER_MS)
        await alice.page.get_by_text("This code has ended.").wait_for()
        assert not await alice.page.locator(".qr").is_visible()
        await alice.page.locator(".listens").wait_for(state="detached")
        await alice.presses("New code")
        await alice.page.locator("#pass-code").wait_for()
        second = await alice.digits()
        assert second != first
        read = await scanned(browser, alice.page)
        known = tokens(admin, database_name)[before:]
        assert (len(known), read) == (2, [known[-1]])
        assert errors == []


async def test_an_answer_that_got_lost_is_the_same_pass(
    browser: Browser, server: Served, people: Crowd, admin: Any, database_name: str
) -> None:
    async def loses_the_answer(route: Route) -> None:
        await route.fetch()
        await route.abort()

    async with phone(browser, server) as (alice, _errors):
        await alice.joins()
        await alice.opens_perk(UMBRELLA)
        await alice.presses("Let them ask")
        await alice.agrees()
        before = len(tokens(admin, database_name))
        await alice.page.route("**/member/perks/umbrella/pass", loses_the_answer, times=1)
        await alice.presses(f"Show a pass {KIOSK}")
        await alice.page.get_by_text("The service cannot be reached").wait_for()
        assert await alice.page.locator(".qr").count() == 0
        await alice.presses(f"Show a pass {KIOSK}")
        await alice.page.locator(".qr").wait_for()
        read = await scanned(browser, alice.page)
        assert read == tokens(admin, database_name)[before:]


async def test_a_pass_without_a_net_stays_and_says_nothing_of_it(
    browser: Browser, server: Served, people: Crowd
) -> None:
    async with phone(browser, server) as (alice, _errors):
        await alice.joins()
        digits = await alice.shows_a_pass(UMBRELLA, KIOSK)
        async with alice.page.expect_event("requestfailed"):
            await alice.page.context.set_offline(True)
        assert await alice.page.get_by_role("alert").count() == 0
        await alice.page.context.set_offline(False)
        in_step(people)
        await people.world.check(digits, UMBRELLA_KIOSK)
        await alice.page.get_by_role("heading", name=f"{KIOSK} heard no").wait_for()


async def test_a_consent_taken_back_elsewhere_is_said_beside_the_button(
    browser: Browser, server: Served, people: Crowd
) -> None:
    async with phone(browser, server) as (alice, _errors):
        await alice.joins()
        await alice.shows_a_pass(UMBRELLA, KIOSK)
        await alice.opens_perk(UMBRELLA)
        other = await alice.page.context.new_page()
        await other.goto(f"{server.url}/member/you/consents/eligibility/umbrella-kiosk")
        await other.get_by_role("button", name="Withdraw").click()
        await other.get_by_role("heading", name="You have not agreed to this").wait_for()
        await alice.presses(f"Show a pass {KIOSK}")
        said = await alice.page.locator("#counter").get_by_role("alert").inner_text()
        assert "consent" in said.lower()
        assert await alice.page.locator(".qr").count() == 0


async def test_a_suspended_merchant_is_marked_where_its_members_would_choose_it(
    browser: Browser, server: Served, people: Crowd
) -> None:
    """And where something of theirs waits for it: its tasks."""
    task = "Bring an umbrella back"
    async with phone(browser, server) as (alice, _errors):
        await alice.joins()
        await alice.takes_on_and_links(task)
        await alice.shows_a_pass(UMBRELLA, KIOSK)
        await alice.opens_perk(UMBRELLA)
        async with suspended(people, UMBRELLA_KIOSK):
            counter = alice.page.locator("#counter")
            await alice.presses(f"Show a pass {KIOSK}")
            await expect(counter.get_by_role("alert")).to_contain_text("has been suspended")
            await alice.page.reload()
            await expect(counter.get_by_text("Suspended", exact=True)).to_be_visible()
            assert await counter.get_by_role("button").count() == 0
            await alice.goes("Home")
            first = alice.page.locator(".part-todo").get_by_role("listitem").first
            await is_heard(alice.page, first.get_by_text("Suspended", exact=True))
            await expect(first).to_contain_text(task)
            await expect(first).to_contain_text("Nothing counts there now.")
            await alice.goes("Earn")
            card = alice.card(task)
            await card.get_by_text(f"Suspended: {KIOSK} can report nothing now.").wait_for()
            await card.get_by_text(f"At {KIOSK} (suspended)").wait_for()
            [left] = await card.get_by_role("button").all_inner_texts()
            assert left.startswith("Let it go")
        await is_heard(alice.page, card.get_by_text("You follow it since"))
