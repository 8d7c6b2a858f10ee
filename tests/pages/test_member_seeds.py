"""Collecting, the statement and giving, on the member page."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, expect

from service.flows.seeds.collect import COLLECT, Collect
from service.flows.spending.set_aside import SET_ASIDE, SetAside
from service.jobs.by_name import run_by_name
from tests.pages.crowd import Crowd
from tests.pages.reporters import Subject, reporter
from tests.pages.served import Served
from tests.pages.test_member import visiting
from tests.pages.test_member_access import focused
from tests.pages.visitor import Visitor, in_step, merchant_reports
from tests.people import DAY, UMBRELLA_KIOSK

pytestmark = pytest.mark.slow

MINUTES = 60


async def at_the_seeds(alice: Visitor) -> Locator:
    """The page of all movements; its statement."""
    await alice.goes("Home")
    await alice.page.get_by_role("link", name="Every movement of your seeds").click()
    await alice.heading("Your seeds")
    return alice.page.get_by_role("region", name="Statement")


async def test_plants_are_tapped_one_by_one_or_all_at_once(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        pseudonym = await alice.takes_on_and_links()
        for task in ("Mend an umbrella for someone else", "Drink a glass of water"):
            await alice.takes_on(task)
        await alice.presses("I did it")
        await alice.page.get_by_text("2 seeds ripe").wait_for()
        await merchant_reports(people, pseudonym)
        await merchant_reports(people, pseudonym, task="mend-umbrella")
        await alice.goes("Home")
        await expect(alice.page.locator(".plant")).to_have_count(3)
        await alice.page.get_by_text("The next 2 seeds wither in ").wait_for()
        await alice.page.get_by_role("button", name="Collect 40 seeds, Mend an umbrella").click()
        await alice.page.get_by_text("40 seeds collected.").wait_for()
        await expect(alice.page.locator(".plant")).to_have_count(2)
        await expect(alice.page.locator("#seeds-collected")).to_have_text("40")
        await alice.presses("Collect all 22")
        await alice.page.get_by_text("22 seeds collected.").wait_for()
        await expect(alice.page.locator("#seeds-collected")).to_have_text("62")
        await alice.page.get_by_text("Nothing is ripe").wait_for()
        assert errors == []


async def test_collecting_without_motion(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path, reduced_motion="reduce") as (alice, errors):
        await alice.joins()
        await merchant_reports(people, await alice.takes_on_and_links())
        await alice.goes("Home")
        await alice.page.locator(".plant").wait_for()
        assert await alice.page.evaluate("document.getAnimations().length") == 0
        await alice.page.locator(".plant").press("Enter")
        await alice.page.get_by_text("20 seeds collected.").wait_for()
        await alice.page.locator(".plant").wait_for(state="detached")
        assert await focused(alice.page) == "Seeds"
        assert errors == []


async def test_a_plant_that_somebody_has_collected_already_is_refused(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, _errors):
        subject = Subject(alice.page)
        await alice.joins()
        await merchant_reports(people, await alice.takes_on_and_links())
        await alice.goes("Home")
        await alice.page.locator(".plant").wait_for()
        in_step(people)
        await people.world.apply(COLLECT, Collect(account=subject.id))
        await alice.page.locator(".plant").click()
        refused = alice.page.get_by_role("region", name="Seeds").get_by_role("alert")
        assert len(await refused.inner_text()) > 20


async def test_the_statement_goes_back_by_days_and_is_filtered(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        subject = Subject(alice.page)
        await alice.joins()
        pseudonym = await alice.takes_on_and_links()
        for _ in range(9):
            await merchant_reports_once_a_day(people, pseudonym, subject.id)
        statement = await at_the_seeds(alice)
        await expect(statement.locator(".move")).to_have_count(15)
        await statement.get_by_role("button", name="Show older").click()
        await expect(statement.locator(".move")).to_have_count(18)
        await expect(statement.locator(".day")).to_have_count(9)
        assert "Bring an umbrella back" in await focused(alice.page)
        await statement.get_by_role("button", name="Collected").click()
        await expect(statement.locator(".move")).to_have_count(9)
        assert await focused(alice.page) == "Collected"
        await statement.get_by_label("Reason").select_option("Withered")
        await statement.get_by_text("Nothing of that kind").wait_for()
        await statement.get_by_role("button", name="All").click()
        await statement.get_by_label("Reason").select_option("A task done")
        await expect(statement.locator(".move")).to_have_count(9)
        await expect(statement.locator(".amount").first).to_have_text("+20 ripe")
        assert errors == []


async def merchant_reports_once_a_day(people: Crowd, pseudonym: str, account: str) -> None:
    """An umbrella comes back and its seeds are collected; then it is tomorrow."""
    await people.world.complete(pseudonym)
    await people.world.apply(COLLECT, Collect(account=account))
    people.world.clock.advance(DAY)


async def test_what_was_taken_back_and_what_took_it_back_lead_to_each_other(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        kiosk = await reporter(people, server, UMBRELLA_KIOSK)
        await kiosk.reports(await alice.takes_on_and_links(), "return-umbrella")
        await kiosk.takes_it_back()
        statement = await at_the_seeds(alice)
        await expect(statement.locator(".move")).to_have_count(2)
        await statement.get_by_role("button", name="See what took it back").click()
        assert (await focused(alice.page)).startswith("Taken back: Bring an umbrella back")
        await statement.get_by_role("button", name="See what it takes back").click()
        assert (await focused(alice.page)).startswith("Bring an umbrella back")
        await statement.get_by_label("Reason").select_option("A task done")
        await expect(statement.locator(".move")).to_have_count(1)
        await statement.get_by_role("button", name="See what took it back").click()
        await alice.page.get_by_text("That line is not among those shown.").wait_for()
        assert errors == []


async def test_what_is_set_aside_is_shown_and_taken_back(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        subject = Subject(alice.page)
        await alice.joins()
        await merchant_reports(people, await alice.takes_on_and_links())
        await alice.collects_all()
        in_step(people)
        body = SetAside(account=subject.id, merchant=UMBRELLA_KIOSK, seeds=15, minutes=MINUTES)
        await people.world.apply(SET_ASIDE, body, ids=("hold-of-alice",))
        await at_the_seeds(alice)
        await expect(alice.page.locator("#available")).to_have_text("5")
        await alice.page.get_by_text("15 seeds for Umbrella Kiosk").wait_for()
        await alice.presses("Take them back 15 seeds")
        dialog = alice.page.get_by_role("dialog")
        await dialog.get_by_role("button", name="Take them back").click()
        await expect(alice.page.locator("#available")).to_have_text("20")
        await people.adds_up()
        assert errors == []


async def test_seeds_are_given_and_the_pool_counts_them(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        await merchant_reports(people, await alice.takes_on_and_links())
        await at_the_seeds(alice)
        giving = alice.page.get_by_role("region", name="Give to a charity")
        await giving.get_by_text("there are none to give yet").wait_for()
        await alice.collects_all()
        statement = await at_the_seeds(alice)
        await giving.get_by_role("button", name="Give to Meadow Relief").click()
        await alice.page.get_by_label("How many seeds").fill("5")
        await alice.page.keyboard.press("Enter")
        await alice.page.get_by_text("5 seeds given to Meadow Relief. Thank you.").wait_for()
        await expect(alice.page.locator("#available")).to_have_text("15")
        first = statement.locator(".move").first
        await expect(first).to_contain_text("Given to a charity: Meadow Relief")
        await expect(first.locator(".amount")).to_have_text(["\u22125 collected"])
        await counted(people)
        await alice.page.reload()
        await giving.get_by_text("5 seeds in 1 gift, from all members").wait_for()
        await people.adds_up()
        assert errors == []


async def counted(people: Crowd) -> None:
    """The job that counts gifts runs."""
    in_step(people)
    at: Any = people.world.clock.domain_now().isoformat()
    await run_by_name(people.world.context, "count_gifts", at, stop=asyncio.Event())


@pytest.mark.parametrize(("typed", "said"), [("21", "20"), ("0", "whole"), ("1.5", "whole")])
async def test_more_than_there_is_or_nothing_is_not_given(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path, typed: str, said: str
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, _errors):
        await alice.joins()
        await merchant_reports(people, await alice.takes_on_and_links())
        await alice.collects_all()
        await at_the_seeds(alice)
        await alice.presses("Give to Umbrella Kiosk")
        await alice.page.get_by_label("How many seeds").fill(typed)
        await alice.page.get_by_role("dialog").get_by_role("button", name="Give").click()
        assert said in await alice.page.get_by_role("dialog").get_by_role("alert").inner_text()
        await alice.presses("Not now")
        await expect(alice.page.locator("#available")).to_have_text("20")
