"""Pages of perks for everybody: in both languages and themes nothing is grave and nothing sticks
out. `KEEP_PICTURES=1` keeps the pictures of the documentation."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Literal

import pytest
from playwright.async_api import Browser, Page

from tests.pages.access import faults
from tests.pages.axe import grave
from tests.pages.crowd import Crowd
from tests.pages.perks.people import earns, keeps, newest, phone
from tests.pages.served import Served
from tests.pages.test_member_access import still
from tests.pages.test_member_all_along import joins
from tests.pages.test_member_score import published
from tests.pages.visitor import UMBRELLA_KIOSK, Visitor, in_step

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parents[3] / "docs" / "images" / "phone"
KEEP = bool(os.environ.get("KEEP_PICTURES"))
ALL = os.environ.get("ALL_PICTURES")
"""A folder for a picture of every step, to be looked at and thrown away."""
SHOWN = {"perks", "pass", "heard", "rental"}
LOOKS: tuple[tuple[str, Literal["light", "dark"]], ...] = (("en", "light"), ("zh-CN", "dark"))
"""Each language once, each theme once."""
Looks = Callable[[str], Awaitable[None]]


def looking(page: Page, language: str, theme: str) -> Looks:
    """Says of the page as it is now, at two widths, that it keeps nobody out."""

    async def looks(step: str) -> None:
        assert await page.get_attribute("html", "lang") == language
        for width in (1280, 360):
            await page.set_viewport_size({"width": width, "height": 844})
            await still(page)
            wrong = await faults(page)
            # Axe takes long, and passes over what is hidden: a wide page has another frame.
            if width < 1280 or step in SHOWN:
                wrong += await grave(page)
            assert (step, width, wrong) == (step, width, [])
            if ALL:
                await page.screenshot(path=f"{ALL}/{step}-{language}-{width}.png", full_page=True)
        if KEEP and step in SHOWN:
            await page.screenshot(path=FOLDER / f"{step}-{language}-{theme}.png")

    return looks


async def has_a_score(alice: Visitor, people: Crowd) -> None:
    page = alice.page
    await page.goto(f"{alice.server.url}/member/score")
    await page.locator("[data-opens=ask]").click()
    await page.locator("dialog[open] [type=submit]").click()
    await page.locator("dialog[open]").wait_for(state="detached")
    await published(people)


async def nobody_looks(_step: str) -> None:
    """For steps that have a test of their own."""


@pytest.mark.parametrize(("language", "theme"), LOOKS)
async def test_from_the_list_to_a_rental(
    browser: Browser,
    server: Served,
    people: Crowd,
    language: str,
    theme: Literal["light", "dark"],
) -> None:
    options = {"scheme": theme, "locale": language, "timezone_id": "Asia/Shanghai"}
    async with phone(browser, server, **options) as (alice, errors):
        page, looks = alice.page, looking(alice.page, language, theme)
        await joins(alice, nobody_looks)
        await page.goto(f"{server.url}/member/perks/car")
        await looks("unscored")
        await has_a_score(alice, people)
        await page.goto(f"{server.url}/member/perks")
        await looks("perks")
        await page.goto(f"{server.url}/member/perks/airport-lane")
        await looks("closed")
        await page.goto(f"{server.url}/member/perks/umbrella")
        await looks("perk")
        await page.locator("[data-opens=let-umbrella-kiosk]").click()
        await looks("consent")
        await page.locator("dialog[open] [type=submit]").click()
        await page.locator("dialog[open]").wait_for(state="detached")
        await page.locator("#counter form [type=submit]").click()
        await page.locator(".qr").wait_for()
        await looks("pass")
        in_step(people)
        await people.world.check(await alice.digits(), UMBRELLA_KIOSK)
        await page.locator(".pass-heard").wait_for()
        await looks("heard")
        await page.goto(f"{server.url}/member/perks")
        await page.locator(".rental").wait_for()
        await looks("lent")
        await page.goto(f"{server.url}/member/rentals")
        await looks("rentals")
        await page.locator(".rental a").click()
        await page.locator("#rental").wait_for()
        await looks("rental")
        await what_is_owned(alice, people, looks)
        assert errors == []


async def what_is_owned(alice: Visitor, people: Crowd, looks: Looks) -> None:
    """Vouchers, badges and passes without a network, of a member who is scored."""
    page, url = alice.page, f"{alice.server.url}/member"
    who = await newest(people)
    await earns(people, who)
    await keeps(people, who, rentals_kept=7)
    await page.goto(f"{url}/perks/coffee")
    await page.locator("[data-opens=buy-umbrella-kiosk]").click()
    await looks("buying")
    await page.locator("dialog[open] [type=submit]").click()
    await page.locator(".ticket").wait_for()
    await looks("bought")
    await page.goto(f"{url}/vouchers")
    await looks("vouchers")
    await page.locator("[data-opens^=qr-]").click()
    await looks("voucher")
    await page.goto(f"{url}/perks/job-badge")
    await page.locator("[data-opens=share-with-bright-jobs]").click()
    await looks("sharing")
    await page.locator("dialog[open] [type=submit]").click()
    await page.locator(".code-block").wait_for()
    await looks("shared")
    await page.goto(f"{url}/badges")
    await looks("badges")
    await page.goto(f"{url}/perks/power-bank/offline")
    await page.locator("[name=terminal]").fill("stand-4")
    await looks("offline")
    await page.locator("#offline .form [type=submit]").click()
    await page.locator(".qr").wait_for()
    await looks("offline-pass")
    await page.goto(f"{url}/offline-passes")
    await looks("offline-passes")
    await page.goto(f"{url}/perks")
    await looks("perks-owned")
    await keeps(people, who, rentals_kept=0)  # others prove the whole database
