"""From joining to leaving on a phone, in both languages and both themes: what it says, how it
looks, and whom it keeps out. `KEEP_PICTURES=1` keeps the pictures of the documentation."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from service.language.catalogue import catalogue
from service.language.languages import Language
from tests.pages.access import faults
from tests.pages.axe import grave
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_member import visiting
from tests.pages.test_member_access import still
from tests.pages.test_member_score import published
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parents[2] / "docs" / "images" / "phone"
KEEP = bool(os.environ.get("KEEP_PICTURES"))
SHOWN = {"join", "home", "explained", "leaving"}
LOOKS = {("en", "light"), ("zh-CN", "dark")}
"""What the documentation shows: each language once, each theme once."""
SAYS = {
    "entry": "Small promises, kept, grow",
    "code": "Your code",
    "join": "What joining means",
    "scored": "Am I scored?",
    "explained": "Your score",
    "leaving": "Pause or leave",
    "left": "Come back?",
}
Looks = Callable[[str], Awaitable[None]]


def looking(page: Page, language: str) -> Looks:
    """Says of the page as it is now, in both themes, that it speaks this language and keeps nobody
    out."""

    words = {said: said for said in SAYS.values()}
    if language == "zh-CN":
        words |= catalogue(Language.ZH_CN, "pages")

    async def looks(step: str) -> None:
        if step in SAYS:
            assert await page.locator("h1").inner_text() == words[SAYS[step]]
        assert await page.get_attribute("html", "lang") == language
        for theme in ("light", "dark"):
            await page.emulate_media(color_scheme="light" if theme == "light" else "dark")
            await still(page)
            wrong = await grave(page) + await faults(page)
            assert (step, theme, wrong) == (step, theme, [])
            picture = await page.screenshot()
            assert 5_000 < len(picture) < 300_000
            if KEEP and step in SHOWN and (language, theme) in LOOKS:
                FOLDER.mkdir(exist_ok=True)
                (FOLDER / f"{step}-{language}-{theme}.png").write_bytes(picture)

    return looks


async def joins(alice: Visitor, looks: Looks) -> None:
    page = alice.page
    await page.goto(f"{alice.server.url}/member")
    await looks("entry")
    await page.locator("[name=contact]").fill(alice.contact)
    await page.locator("#entry [type=submit]").click()
    await page.locator("[name=code]").wait_for()
    await looks("code")
    await page.locator("[name=code]").fill(alice.code())
    await page.locator("#entry [type=submit]").first.click()
    await page.locator("[name=display_name]").wait_for()
    await looks("join")
    tick = page.locator("[type=checkbox]")
    assert not await tick.is_checked()
    await tick.check()
    await page.locator("[name=display_name]").fill("Alice")
    await page.locator("[name=birth_year]").fill("1990")
    await page.locator("form.form [type=submit]").click()
    await page.get_by_role("heading", name="Alice", level=1).wait_for()
    await looks("first home")


async def asks_for_a_score(alice: Visitor, people: Crowd, looks: Looks) -> None:
    page = alice.page
    await page.goto(f"{alice.server.url}/member/score")
    await looks("scored")
    await page.locator("[data-opens=ask], [popovertarget=ask], [commandfor=ask]").click()
    await page.locator("dialog[open] [type=submit]").click()
    await page.locator("dialog[open]").wait_for(state="detached")
    await published(people)
    await page.goto(f"{alice.server.url}/member")
    await page.locator(".part-score .ring-value").wait_for()
    await looks("home")
    await page.goto(f"{alice.server.url}/member/score")
    await page.locator("#score-profile > summary").click()
    await page.locator("#kind-contact_verified > summary").click()
    await looks("explained")


async def leaves(alice: Visitor, looks: Looks) -> None:
    page = alice.page
    await page.goto(f"{alice.server.url}/member/you/leave")
    await looks("leaving")
    await page.locator("[data-opens=leave-dialog], [commandfor=leave-dialog]").click()
    await looks("leaving")
    await page.locator("dialog[open] [type=submit]").click()
    await page.locator("[name=display_name]").wait_for()
    await looks("left")


@pytest.mark.parametrize("language", ["en", "zh-CN"])
async def test_from_joining_to_leaving(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path, language: str
) -> None:
    async with visiting(browser, server, tmp_path, locale=language) as (alice, errors):
        looks = looking(alice.page, language)
        await joins(alice, looks)
        await asks_for_a_score(alice, people, looks)
        await leaves(alice, looks)
        assert errors == []
