"""A task of each kind, from taking it on to the statement, on a phone."""

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from service.programme_demo import DEMO
from tests.pages.crowd import Crowd
from tests.pages.reporters import Subject, moves_on, reporter
from tests.pages.served import Served
from tests.pages.test_member import visiting
from tests.pages.visitor import Visitor
from tests.people import DAY, RIVERSIDE_BIKES, UMBRELLA_KIOSK

pytestmark = pytest.mark.slow

FIRST_WINDOW = DEMO.tasks[0].opens_at


async def at_the_tasks(alice: Visitor) -> None:
    """The page is loaded again, as by somebody who comes back."""
    await alice.page.reload()
    await alice.goes("Earn")
    await alice.page.locator("#today-date").wait_for()


async def is_paid(alice: Visitor, people: Crowd, task: str, seeds: int) -> None:
    """Done; ripe under the task's name; collected; in the statement with both sides; and the whole
    ledger adds up."""
    await at_the_tasks(alice)
    done = alice.page.get_by_role("region", name="Done", exact=True)
    await done.get_by_role("heading", name=task, exact=True).wait_for()
    await alice.card(task).get_by_text(f"{seeds} seeds earned.").wait_for()
    await alice.goes("Home")
    plant = alice.page.get_by_role("button", name=f"Collect {seeds} seeds, {task}")
    await plant.click()
    await expect(alice.page.locator("#seeds-collected")).to_have_text(str(seeds))
    await plant.wait_for(state="detached")
    await alice.page.get_by_role("link", name="Every movement of your seeds").click()
    await alice.heading("Your seeds")
    moves = alice.page.locator(".move")
    await expect(moves.nth(0)).to_contain_text("From your ripe seeds to your collected seeds")
    await expect(moves.nth(0).locator(".amount")).to_have_text(
        [f"+{seeds} collected", f"\u2212{seeds} ripe"]
    )
    await expect(moves.nth(1)).to_contain_text("From the programme to your ripe seeds")
    await expect(moves.nth(1).locator(".line-title")).to_have_text(task)
    await expect(moves.nth(1).locator(".amount")).to_have_text([f"+{seeds} ripe"])
    await people.adds_up()


async def test_once_as_the_programmes_own_backend_says(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        subject = Subject(alice.page)
        await alice.joins()
        await alice.goes("Earn")
        await alice.takes_on("Take the tour")
        app = await reporter(people, server, "app")
        assert (await app.reports(subject.id, "welcome-tour"))["seeds"] == 10
        await is_paid(alice, people, "Take the tour", 10)
        assert errors == []


async def test_daily_and_again_the_day_after(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    title = "Bring an umbrella back"
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        pseudonym = await alice.takes_on_and_links(title)
        kiosk = await reporter(people, server, UMBRELLA_KIOSK)
        await kiosk.reports(pseudonym, "return-umbrella")
        await is_paid(alice, people, title, 20)
        await alice.goes("Earn")
        await alice.card(title).get_by_text("Again tomorrow.").wait_for()
        await expect(alice.page.locator("#streak-days")).to_have_text("1")
        await expect(alice.page.locator("#earned-today")).to_have_text("20")
        await moves_on(people, server, DAY)
        await at_the_tasks(alice)
        await alice.card(title).get_by_text("You follow it since").wait_for()
        await expect(alice.page.locator("#earned-today")).to_have_text("0")
        await kiosk.reports(pseudonym, "return-umbrella")
        await at_the_tasks(alice)
        await expect(alice.page.locator("#streak-days")).to_have_text("2")
        assert errors == []


async def test_weekly(browser: Browser, server: Served, people: Crowd, tmp_path: Path) -> None:
    title = "Ride a bicycle"
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        pseudonym = await alice.takes_on_and_links(title)
        await alice.card(title).get_by_text("Once a week, by ").wait_for()
        bikes = await reporter(people, server, RIVERSIDE_BIKES)
        await bikes.reports(pseudonym, "weekly-ride")
        await is_paid(alice, people, title, 50)
        await alice.goes("Earn")
        await alice.card(title).get_by_text("Again after ").wait_for()
        assert errors == []


async def test_three_days_of_seven(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    title = "Ride on 3 days"
    # Windows follow each other from 1 January on: begin where one begins.
    in_window = (people.world.clock.domain_now() - FIRST_WINDOW) % timedelta(days=7)
    await moves_on(people, server, timedelta(days=7) - in_window + timedelta(hours=12))
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        pseudonym = await alice.takes_on_and_links(title)
        bikes = await reporter(people, server, RIVERSIDE_BIKES)
        for day in (1, 2):
            assert (await bikes.reports(pseudonym, "ride-3-days"))["seeds"] == 0
            await at_the_tasks(alice)
            await alice.card(title).get_by_text(f"{day} of 3 days").wait_for()
            full = alice.card(title).locator(".dot[data-at=done]")
            await expect(full).to_have_count(day)
            await moves_on(people, server, DAY)
        await bikes.reports(pseudonym, "ride-3-days")
        await is_paid(alice, people, title, 60)
        assert errors == []


async def test_a_hundred_kilometres(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    title = "Ride 100 km"
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        pseudonym = await alice.takes_on_and_links(title)
        bikes = await reporter(people, server, RIVERSIDE_BIKES)
        for ridden, shown in ((12_000, "12 of 100 km"), (61_500, "73.5 of 100 km")):
            await bikes.reports(pseudonym, "ride-100-km", amount=ridden)
            await at_the_tasks(alice)
            await alice.card(title).get_by_text(shown).wait_for()
        bar = alice.card(title).get_by_role("progressbar", name="73.5 of 100 km")
        assert await bar.evaluate("one => one.position") == 0.735
        await bikes.reports(pseudonym, "ride-100-km", amount=40_000)
        await is_paid(alice, people, title, 120)
        assert errors == []


async def test_a_quiz(browser: Browser, server: Served, people: Crowd, tmp_path: Path) -> None:
    title = "Know your score"
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        await alice.goes("Earn")
        await alice.takes_on(title)
        await alice.presses(f"Answer the questions {title}")
        for choice, go in (
            ("Nobody but you", "Next"),
            ("Keeping promises", "Next"),
            ("A deposit", "Hand in"),
        ):
            await alice.page.get_by_label(choice).check()
            await alice.presses(go)
        await alice.page.get_by_role("heading", name="2 of 3 right").wait_for()
        await alice.page.get_by_text("15 seeds are ripe.").wait_for()
        await alice.presses("Done")
        await is_paid(alice, people, title, 15)
        await alice.goes("Earn")
        # What asked for it first can be taken on now.
        await alice.takes_on("Explain the score to a friend")
        assert errors == []


async def test_the_phones_own_word(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    title = "Drink a glass of water"
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        await alice.goes("Earn")
        await alice.takes_on(title)
        await alice.presses(f"I did it {title}")
        await alice.page.get_by_text(f"2 seeds ripe: {title}.").wait_for()
        await is_paid(alice, people, title, 2)
        await alice.goes("Earn")
        await expect(alice.page.locator("#streak-days")).to_have_text("0")
        assert errors == []
