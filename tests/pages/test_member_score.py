"""The score's pages in a real browser: asking, reading every point, stopping; for everybody."""

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect

from service.jobs.by_name import run_by_name
from tests.pages.access import faults
from tests.pages.axe import grave
from tests.pages.browser import window
from tests.pages.crowd import Crowd
from tests.pages.reporters import moves_on
from tests.pages.served import Served
from tests.pages.test_member import visiting
from tests.pages.visitor import Visitor, in_step
from tests.people import DAY

pytestmark = pytest.mark.slow

SCORE = "/member/score"


async def asks(alice: Visitor) -> None:
    """Reads the words and says yes to them."""
    await alice.page.goto(alice.server.url + SCORE)
    await alice.presses("Ask for a score")
    await alice.page.get_by_text("The programme may work out my score").wait_for()
    await alice.presses("I agree")
    await alice.page.get_by_text("Your first score comes with the next publication.").wait_for()


async def published(people: Crowd) -> None:
    """All scores, as of now."""
    in_step(people)
    at = people.world.clock.domain_now()
    stop = asyncio.Event()
    await run_by_name(people.world.context, "publish_scores", at.isoformat(), stop=stop)


async def is_for_everybody(page: Page) -> None:
    """As it is now, in both themes."""
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)
        assert await grave(page) == []
        assert await faults(page) == []


async def test_who_asks_for_a_score_reads_where_each_point_is_from_and_can_stop(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        page = alice.page
        await alice.joins()
        await page.goto(server.url + SCORE)
        await page.get_by_text("There is no score about you").wait_for()
        assert await page.get_by_text("No employer and no delivery site").is_visible()
        await is_for_everybody(page)
        await alice.presses("Ask for a score")
        await alice.presses("Not now")
        assert await page.get_by_role("dialog").count() == 0
        await asks(alice)
        await is_for_everybody(page)
        await published(people)
        await page.reload()
        await alice.heading("Your score")
        assert await page.locator("#score-value").inner_text() == "390"
        assert await page.locator(".ladder [aria-current]").inner_text() == "Sprout\n350"
        await page.get_by_text("Level sapling begins at 550: 160 points more.").wait_for()
        await page.locator("#score-profile > summary").click()
        await page.locator("#kind-contact_verified > summary").click()
        await page.locator(".piece", has_text="from the app: 40 points").wait_for()
        await alice.presses("Stop scoring me")
        await page.get_by_text("Games about your score are called off.").wait_for()
        await page.get_by_role("button", name="Stop", exact=True).click()
        await page.get_by_text("There is no score about you").wait_for()
        assert errors == []


async def test_what_was_published_is_there_to_read_to_suppose_from_and_to_object_to(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        page = alice.page
        await alice.joins()
        await asks(alice)
        await published(people)
        await moves_on(people, server, DAY)
        await published(people)
        await page.goto(server.url + SCORE)
        assert await page.locator(".today-value").inner_text() == "390"
        await page.get_by_role("img", name="From 390 on").wait_for()
        changed = page.locator(".part-since .sum-all .number")
        assert await changed.inner_text() == "0"
        await alice.goes("Every publication")
        await alice.heading("Over time")
        await is_for_everybody(page)
        await expect(page.locator(".cycle a").nth(1)).to_be_visible()
        await page.locator(".cycle a").last.click()
        await page.get_by_text("Counts what happened until").wait_for()
        assert await page.locator("#score-value").inner_text() == "390"
        await is_for_everybody(page)
        await page.goto(f"{server.url}{SCORE}/what-if")
        await alice.presses("Work it out")
        await page.get_by_text("The next level soonest").wait_for()
        more = int(await page.locator("#supposed .sum-all .number").inner_text())
        assert more > 10
        assert await page.locator("#supposed .ring-value").inner_text() == str(390 + more)
        await is_for_everybody(page)
        await page.goto(f"{server.url}{SCORE}/evidence")
        await alice.goes("Contact verified")
        await page.get_by_label("What is wrong").fill("This contact is not mine.")
        await alice.presses("Object")
        await page.get_by_text("An operator decides").wait_for()
        await page.get_by_text("It has no effect on your score until this is decided.").wait_for()
        await is_for_everybody(page)
        await page.goto(server.url + SCORE)
        await page.get_by_text("If it were published today").wait_for()
        assert await page.locator(".today-value").count() == 0
        await page.get_by_text("So far there are 1 day and 0 pieces of evidence.").wait_for()
        kept = await page.context.storage_state()
        assert errors == []
    options = {"locale": "zh-CN", "storage_state": kept}
    async with window(browser, 390, 844, "light", **options) as (page, errors):
        await page.goto(server.url + SCORE)
        assert await page.inner_text("h1") == "\u6211\u7684\u8bc4\u5206"
        assert await page.inner_text(".ring-level") == "\u65b0\u82bd"
        await page.locator("#score-profile > summary").click()
        await is_for_everybody(page)
        assert errors == []
