"""Tasks on the member page: what is in the way, what is refused, letting go."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Route, expect

from tests.pages.crowd import Crowd
from tests.pages.narrow import CLOSES_IN, begun
from tests.pages.reporters import moves_on, reporter
from tests.pages.served import Lodged, Served
from tests.pages.test_member import visiting
from tests.people import RIVERSIDE_BIKES, UMBRELLA_KIOSK

pytestmark = pytest.mark.slow


@pytest.fixture
async def tight(
    lodged: Lodged, database_name: str, tmp_path: Path, people: Crowd
) -> AsyncIterator[Served]:
    """A server that pays 30 seeds a day, and lets ride a bicycle for one more hour."""
    await begun(people)
    with lodged.at(database_name, tmp_path / "log") as one:
        yield one


async def test_what_is_in_the_way_is_told(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        await alice.goes("Earn")
        level = alice.card("Show a newcomer the town by bicycle")
        await level.get_by_text("It asks for level Sapling, a score of 550.").wait_for()
        await level.get_by_text("You have no published score yet.").wait_for()
        missing = alice.card("Explain the score to a friend")
        await missing.get_by_text("Before it: Know your score.").wait_for()
        assert await level.get_by_role("button").count() == 0
        assert await missing.get_by_role("button").count() == 0
        assert errors == []


async def test_a_task_is_let_go_and_taken_on_again_with_what_was_done(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    title = "Ride 100 km"
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        pseudonym = await alice.takes_on_and_links(title)
        bikes = await reporter(people, server, RIVERSIDE_BIKES)
        await bikes.reports(pseudonym, "ride-100-km", amount=40_000)
        await alice.presses(f"Let it go {title}")
        await alice.page.get_by_text(f"You follow it no more: {title}.").wait_for()
        await alice.takes_on(title)
        await alice.card(title).get_by_text("40 of 100 km").wait_for()
        assert errors == []


async def test_a_report_that_is_taken_back_opens_the_task_again(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    title = "Bring an umbrella back"
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        kiosk = await reporter(people, server, UMBRELLA_KIOSK)
        await kiosk.reports(await alice.takes_on_and_links(title), "return-umbrella")
        await kiosk.takes_it_back()
        await alice.page.reload()
        await alice.card(title).get_by_text("has been taken back").wait_for()
        await alice.goes("Home")
        await expect(alice.page.locator("#seeds-ripe")).to_have_text("0")
        assert errors == []


async def test_a_full_day_pays_what_is_left_and_says_so(
    browser: Browser, tight: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, tight, tmp_path) as (alice, errors):
        await alice.joins()
        mending = await alice.takes_on_and_links("Mend an umbrella for someone else")
        kiosk = await reporter(people, tight, UMBRELLA_KIOSK)
        assert (await kiosk.reports(mending, "mend-umbrella"))["reduced_by"] == ["member_day"]
        await alice.page.reload()
        card = alice.card("Mend an umbrella for someone else")
        await card.get_by_text("30 seeds earned.").wait_for()
        await card.get_by_text("30 of 40 seeds: your day was full at 30 seeds.").wait_for()
        await alice.page.get_by_text("That is all that one day pays.").wait_for()
        await people.adds_up()
        assert errors == []


async def test_a_task_that_has_closed_meanwhile_says_so(
    browser: Browser, tight: Served, people: Crowd, tmp_path: Path
) -> None:
    title = "Ride a bicycle"
    async with visiting(browser, tight, tmp_path) as (alice, _errors):
        await alice.joins()
        await alice.takes_on_and_links(title)
        await alice.presses(f"Let it go {title}")
        await alice.card(title).get_by_role("button", name="Take it on").wait_for()
        await moves_on(people, tight, CLOSES_IN + timedelta(minutes=1))
        await alice.presses(f"Take it on {title}")
        refused = alice.card(title).get_by_role("alert")
        assert "This task is not open now." in await refused.inner_text()
        await alice.page.reload()
        await alice.page.locator("#today-date").wait_for()
        await expect(alice.card(title)).to_have_count(0)


async def test_what_cannot_be_loaded_is_said_and_can_be_asked_again(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async def fails(route: Route) -> None:
        await route.fulfill(status=500, body="no")

    async with visiting(browser, server, tmp_path, service_workers="block") as (alice, _errors):
        await alice.joins()
        await alice.page.route("**/v1/me/tasks", fails)
        await alice.goes("Earn")
        tasks = alice.page.get_by_role("region", name="Tasks", exact=True)
        await tasks.get_by_text("did not answer as it should").wait_for()
        await alice.page.unroute("**/v1/me/tasks")
        await tasks.get_by_role("button", name="Try again").click()
        await alice.card("Ride 100 km").wait_for()


async def test_a_phones_word_counts_once_a_day(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    title = "Drink a glass of water"
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        await alice.goes("Earn")
        await alice.takes_on(title)
        other = await alice.page.context.new_page()
        await other.goto(f"{server.url}/member/earn")
        await other.get_by_role("button", name="I did it").click()
        await other.get_by_text(f"2 seeds ripe: {title}.").wait_for()
        await alice.presses(f"I did it {title}")
        await alice.card(title).get_by_text("2 seeds earned. Again tomorrow.").wait_for()
        await alice.goes("Home")
        await expect(alice.page.locator("#seeds-ripe")).to_have_text("2")
        assert errors == []
