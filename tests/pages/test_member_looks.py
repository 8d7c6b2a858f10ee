"""The member page with much on it: in every look nothing keeps people out of it."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from tests.pages.access import faults
from tests.pages.crowd import Crowd
from tests.pages.reporters import Subject, moves_on, reporter
from tests.pages.served import Served
from tests.pages.test_everybody import looks, wrong
from tests.pages.test_member import visiting
from tests.pages.test_member_access import still
from tests.pages.visitor import Visitor
from tests.people import DAY, RIVERSIDE_BIKES, UMBRELLA_KIOSK

pytestmark = pytest.mark.slow

FOLLOWED = ("Take the tour", "Ride a bicycle", "Ride 100 km", "Ride on 3 days", "Know your score")


async def is_fine(alice: Visitor, view: str) -> None:
    """At every width, in both themes."""
    await still(alice.page)
    async for look in looks(alice.page):
        found = await wrong(alice.page) + await faults(alice.page)
        assert (view, look, found) == (view, look, [])
    await alice.page.set_viewport_size({"width": 390, "height": 844})


async def has_done_much(alice: Visitor, people: Crowd, server: Served) -> None:
    """Three days of somebody who follows nearly everything."""
    subject = Subject(alice.page)
    await alice.joins()
    brings_back = await alice.takes_on_and_links("Bring an umbrella back")
    for task in FOLLOWED:
        await alice.takes_on(task)
    rides = await alice.links("Ride a bicycle")
    app = await reporter(people, server, "app")
    kiosk = await reporter(people, server, UMBRELLA_KIOSK)
    bikes = await reporter(people, server, RIVERSIDE_BIKES)
    await app.reports(subject.id, "welcome-tour")
    for _ in range(2):
        await kiosk.reports(brings_back, "return-umbrella")
        await bikes.reports(rides, "ride-3-days")
        await bikes.reports(rides, "ride-100-km", amount=17_300)
        await moves_on(people, server, DAY)
    await kiosk.reports(brings_back, "return-umbrella")
    await kiosk.takes_it_back()
    await bikes.reports(rides, "weekly-ride")
    await alice.page.reload()


async def test_tasks_a_quiz_ripe_seeds_and_the_statement(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await has_done_much(alice, people, server)
        await alice.page.locator("#today-date").wait_for()
        await is_fine(alice, "tasks")
        await alice.presses("Answer the questions")
        await alice.presses("Next")
        await is_fine(alice, "a question")
        for choice, go in (
            ("Nobody but you", "Next"),
            ("Keeping promises", "Next"),
            ("A job", "Hand in"),
        ):
            await alice.page.get_by_label(choice).check()
            await alice.presses(go)
        await alice.page.get_by_role("heading", name="3 of 3 right").wait_for()
        await is_fine(alice, "passed")
        await alice.presses("Done")
        await alice.goes("Home")
        await alice.page.locator(".plant").first.wait_for()
        await is_fine(alice, "ripe seeds")
        await alice.collects_all()
        await alice.page.get_by_role("link", name="Every movement of your seeds").click()
        await alice.page.locator(".move").first.wait_for()
        await is_fine(alice, "the statement")
        await alice.presses("Give to Meadow Relief")
        await alice.page.get_by_role("dialog").get_by_role("button", name="Give").click()
        await alice.page.get_by_role("alert").wait_for()
        await is_fine(alice, "giving")
        assert errors == []
