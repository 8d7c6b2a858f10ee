"""The member page with much on it: in every look nothing keeps people out of it."""

from pathlib import Path

import pytest
from playwright.async_api import Browser

from service.pages.assets import files
from tests.pages.access import faults
from tests.pages.browser import window
from tests.pages.busy import has_done_much
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_everybody import looks, wrong
from tests.pages.test_member import visiting
from tests.pages.test_member_access import still
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.slow

BYTES_MAX = 200_000


async def is_fine(alice: Visitor, view: str) -> None:
    """At every width, in both themes."""
    await alice.page.wait_for_selector("#said:empty", state="attached")  # it fades
    await still(alice.page)
    async for look in looks(alice.page):
        found = await wrong(alice.page, look) + await faults(alice.page)
        assert (view, look, found) == (view, look, [])
    await alice.page.set_viewport_size({"width": 390, "height": 844})


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


async def test_what_the_member_page_loads_is_small(browser: Browser, empty_server: Served) -> None:
    async with window(browser, 390, 844) as (page, errors):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        await page.goto(f"{empty_server.url}/member")
        await page.get_by_label("E-mail or mobile number").wait_for()
        names = {url.split("/assets/")[1].partition("/")[2] for url in asked if "/assets/" in url}
        loaded = {name for name in names if name.endswith((".css", ".js"))}
        assert {"tokens.css", "app.css", "vendor/htmx.min.js"} <= loaded
        assert sum(len(files()[name]) for name in loaded) < BYTES_MAX
        assert errors == []
