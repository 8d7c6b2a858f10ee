"""The member page in a real browser, against a real server and database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from tests.pages.browser import window
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.visitor import CONTACT, UMBRELLA_KIOSK, Visitor, in_step, merchant_reports

pytestmark = pytest.mark.slow

PATIENCE_MS = 10_000


@asynccontextmanager
async def visiting(
    browser: Browser, server: Served, tmp_path: Path, contact: str = CONTACT, **options: Any
) -> AsyncIterator[tuple[Visitor, list[str]]]:
    """A phone on the member page, and the errors it has logged so far."""
    async with window(browser, 390, 844, **options) as (page, errors):
        page.set_default_timeout(PATIENCE_MS)
        yield Visitor(page, server, tmp_path / "log", contact), errors


async def test_a_newcomer_goes_from_the_code_to_collected_seeds(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        await merchant_reports(people, await alice.takes_on_and_links())
        await alice.goes("Home")
        await alice.presses("Collect all 20")
        await alice.page.locator("#seeds-collected", has_text="20").wait_for()
        assert await alice.page.locator("#seeds-ripe").inner_text() == "0"
        assert await alice.page.get_by_role("status").first.inner_text() == "20 seeds collected."
        assert errors == []


async def test_a_pass_says_what_the_counter_heard(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        digits = await alice.shows_a_pass("An umbrella without a deposit", "Umbrella Kiosk")
        in_step(people)
        checked = await people.world.check(digits, UMBRELLA_KIOSK)
        assert checked.answer.answer == "no"
        await alice.page.get_by_role("heading", name="Umbrella Kiosk heard no").wait_for()
        counter = alice.page.locator("#counter")
        await counter.get_by_text("there is no published score about you").wait_for()
        await counter.get_by_role("link", name="Who looked at me").click()
        await alice.page.get_by_text("Asked about: An umbrella without a deposit").wait_for()
        assert errors == []


async def test_a_board_follows_without_being_asked(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    mara = await people.joins("Mara", 40)
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins("<b>Alice</b>")
        await alice.goes("Play")
        await alice.presses("Show me on it")
        await alice.agrees()
        await alice.page.locator(".place", has_text="Mara").get_by_text("40").wait_for()
        await people.does(mara, "weekly-ride")
        await alice.page.locator(".place", has_text="Mara").get_by_text("90").wait_for()
        assert await alice.page.locator("main b").count() == 0
        assert errors == []
