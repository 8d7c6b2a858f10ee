"""What the member page says no to, and how; and that no press counts twice."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Route

from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_member import visiting
from tests.pages.visitor import merchant_reports

pytestmark = pytest.mark.slow


async def test_a_wrong_code_is_said_and_the_right_one_still_works(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, _errors):
        await alice.asks_for_a_code()
        await alice.types("000000" if alice.code() != "000000" else "111111")
        trouble = alice.page.get_by_role("alert")
        assert "This code is not valid." in await trouble.inner_text()
        await alice.types(alice.code())
        await alice.heading("What joining means")


@pytest.mark.parametrize("contact", ["alice", "", "0170 1234567"])
async def test_a_contact_that_is_none_is_said(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path, contact: str
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, _errors):
        await alice.page.goto(f"{server.url}/member")
        await alice.page.get_by_label("E-mail or mobile number").fill(contact)
        await alice.presses("Send me a code")
        assert len(await alice.page.get_by_role("alert").inner_text()) > 20
        assert await alice.page.get_by_label("Six digits").count() == 0


async def test_nothing_begins_without_the_tick_or_with_a_bad_name(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, _errors):
        await alice.signs_in()
        await alice.page.get_by_label("Display name").fill("Alice")
        await alice.presses("Join")
        alone = "Tick the box if you agree. Without it nothing begins."
        await alice.page.get_by_role("alert").get_by_text(alone, exact=True).wait_for()
        await alice.page.get_by_label("I have read this and I join").check()
        await alice.presses("Join")
        await alice.page.get_by_role("alert").get_by_text("year of birth").wait_for()
        await alice.page.get_by_label("Year of birth").fill("1990")
        await alice.page.get_by_label("Display name").fill("A")
        await alice.presses("Join")
        await alice.page.get_by_role("alert").get_by_text("use 2 to 24").wait_for()
        await alice.page.reload()
        await alice.heading("What joining means")


async def test_a_refusal_is_said_where_it_was_pressed(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, _errors):
        await alice.joins()
        await merchant_reports(people, await alice.takes_on_and_links())
        await alice.goes("Home")
        await alice.page.locator("#collect-all").wait_for()
        other = await alice.page.context.new_page()
        await other.goto(f"{server.url}/member")
        await other.locator("#collect-all").click()
        await other.locator("#seeds-collected", has_text="20").wait_for()
        await alice.page.locator("#collect-all").click()
        seeds = alice.page.get_by_role("region", name="Seeds")
        assert "nothing" in (await seeds.get_by_role("alert").inner_text()).lower()


async def test_an_answer_that_got_lost_is_asked_for_under_the_same_key(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    sent: list[str] = []

    async def loses_the_answer(route: Route) -> None:
        sent.append(route.request.post_data or "")
        await route.fetch()
        await route.abort()

    # What a worker of the page has passed on cannot be held up here.
    async with visiting(browser, server, tmp_path, service_workers="block") as (alice, _errors):
        await alice.joins()
        await merchant_reports(people, await alice.takes_on_and_links())
        await alice.goes("Home")
        await alice.page.route("**/member/collect", loses_the_answer, times=1)
        await alice.presses("Collect all 20")
        await alice.page.get_by_text("The service cannot be reached").wait_for()
        await alice.presses("Collect all 20")
        await alice.page.get_by_text("20 seeds collected.").wait_for()
        assert len(sent) == 1
        assert await alice.page.locator("#seeds-collected").inner_text() == "20"
