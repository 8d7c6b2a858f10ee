"""The member page for everybody: keyboard, contrast, names, motion; and how it looks."""

import asyncio
import os
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page, expect

from service.jobs.by_name import run_by_name
from tests.pages.access import faults
from tests.pages.axe import SETTLED
from tests.pages.browser import window
from tests.pages.busy import has_done_much
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_member import visiting
from tests.pages.test_member_score import asks
from tests.pages.visitor import Visitor, in_step, merchant_reports

pytestmark = pytest.mark.slow

IMAGES = Path(__file__).parents[2] / "docs" / "images"
KEEP = bool(os.environ.get("KEEP_PICTURES"))
VIEWS = ("Home", "Earn", "Perks", "Play", "You")


async def focused(page: Page) -> str:
    """What the keyboard is on, by its text or its label."""
    said: str = await page.evaluate(
        "(one => (one.labels?.[0] ?? one).textContent.trim())(document.activeElement)"
    )
    return said


async def still(page: Page) -> None:
    """Waits until every part has come, and colours have settled."""
    await page.wait_for_selector("[aria-busy=true]", state="detached")
    await page.evaluate("document.fonts.ready")
    await page.evaluate(SETTLED)


@pytest.mark.parametrize("scheme", ["dark", "light"])
async def test_every_view_can_be_read_and_named(
    browser: Browser,
    server: Served,
    people: Crowd,
    tmp_path: Path,
    scheme: Literal["dark", "light"],
) -> None:
    await people.joins("Mara", 40)
    async with visiting(browser, server, tmp_path, scheme=scheme) as (alice, errors):
        await alice.asks_for_a_code()
        assert await faults(alice.page) == []
        await alice.types(alice.code())
        await alice.heading("What joining means")
        assert await faults(alice.page) == []
        await alice.enrols("Alice")
        await merchant_reports(people, await alice.takes_on_and_links())
        for view in VIEWS:
            await alice.goes(view)
            await still(alice.page)
            assert (view, await faults(alice.page)) == (view, [])
        assert errors == []


async def test_all_of_signing_in_and_joining_goes_by_keyboard(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        page, keyboard = alice.page, alice.page.keyboard
        await page.goto(f"{server.url}/member")
        await page.get_by_label("E-mail or mobile number").wait_for()
        await expect(page.get_by_label("E-mail or mobile number")).to_be_focused()
        await keyboard.type(alice.contact)
        await keyboard.press("Enter")
        await page.get_by_label("Six digits").wait_for()
        await expect(page.get_by_label("Six digits")).to_be_focused()
        await keyboard.type(alice.code())
        await keyboard.press("Enter")
        await alice.heading("What joining means")
        for _ in range(2):  # past the way to the content
            await keyboard.press("Tab")
        assert await focused(page) == "I have read this and I join"
        await keyboard.press("Space")
        await keyboard.press("Tab")
        assert await focused(page) == "Display name"
        await keyboard.type("Alice")
        await keyboard.press("Tab")
        assert await focused(page) == "Year of birth"
        await keyboard.type("1990")
        await keyboard.press("Enter")
        await alice.heading("Hello, Alice")
        assert errors == []


async def test_who_wants_no_motion_gets_none(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path, reduced_motion="reduce") as (alice, errors):
        await alice.joins()
        await merchant_reports(people, await alice.takes_on_and_links())
        await alice.goes("Home")
        await alice.page.locator(".plant").wait_for()
        assert await alice.page.evaluate("document.getAnimations().length") == 0
        assert errors == []


async def test_pictures_for_the_documentation(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    await people.joins("Mara Lindqvist", 110)
    async with window(browser, 390, 844) as (page, errors):
        alice = Visitor(page, server, tmp_path / "log")
        await alice.joins("Alice")
        await asks(alice)
        await merchant_reports(people, await alice.takes_on_and_links())
        in_step(people)
        at = people.world.clock.domain_now().isoformat()
        await run_by_name(people.world.context, "publish_scores", at, stop=asyncio.Event())
        await alice.goes("Home")
        await page.locator(".part-score .ring-value").wait_for()
        await page.wait_for_selector("#said:empty", state="attached", timeout=8000)
        for view, width, height in (("phone", 390, 844), ("light", 1280, 900), ("dark", 1280, 900)):
            await page.emulate_media(color_scheme="light" if view == "light" else "dark")
            await page.set_viewport_size({"width": width, "height": height})
            await still(page)
            assert (await faults(page), errors) == ([], [])
            picture = await page.screenshot()
            assert 10_000 < len(picture) < 200_000
            if KEEP:
                (IMAGES / f"member-{view}.png").write_bytes(picture)


async def test_pictures_of_earning(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with window(browser, 390, 844, "light") as (page, errors):
        alice = Visitor(page, server, tmp_path / "log")
        await has_done_much(alice, people, server, regrets=False)
        await page.wait_for_selector("#said:empty", state="attached", timeout=8000)
        for view, part in (("Earn", "tasks"), ("Home", "purse")):
            await alice.goes(view)
            await page.locator(f".part-{part} .card-body > :nth-child(3)").wait_for()
            await still(page)
            await page.locator("h1" if view == "Earn" else f".part-{part}").evaluate(
                "one => scrollTo(0, one.getBoundingClientRect().top - 16)"
            )
            picture = await page.screenshot()
            assert 10_000 < len(picture) < 200_000
            if KEEP:
                (IMAGES / f"member-{part}.png").write_bytes(picture)
        assert errors == []
