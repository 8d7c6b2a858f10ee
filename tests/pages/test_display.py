"""The display page in a real browser, against a real server and database."""

import asyncio
import os
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page

from tests.pages.browser import rows, window
from tests.pages.crowd import Crowd
from tests.pages.served import Served

pytestmark = pytest.mark.slow

IMAGES = Path(__file__).parents[2] / "docs" / "images"
# Pictures differ by the hour, so a run replaces them only when it is asked to.
KEEP = bool(os.environ.get("KEEP_PICTURES"))
HOSTILE = "<svg onload=alert(1)>"


async def paired(page: Page, server: Served, token: str) -> None:
    """Opens the page as an operator does, once, and waits until it is live."""
    await page.goto(f"{server.url}/display#{token}")
    await page.wait_for_selector("#screen")
    await page.wait_for_selector("#status[data-state=live]")
    await page.evaluate("document.fonts.ready")


async def shows(page: Page, expected: list[tuple[str, str, str]], within_s: float) -> None:
    """Waits until the page reads so."""
    async with asyncio.timeout(within_s):
        while await rows(page) != expected:
            await asyncio.sleep(0.02)


async def test_a_member_moves_up_without_a_reload(
    browser: Browser, server: Served, people: Crowd
) -> None:
    await people.joins("Alice", 40)
    bob = await people.joins("Bob", 20)
    async with window(browser) as (page, errors):
        await paired(page, server, await people.screen())
        await shows(page, [("1", "Alice", "40"), ("2", "Bob", "20")], 3)
        await page.evaluate("window.same = true")
        await people.does(bob, "weekly-ride")
        await page.wait_for_selector(".row.rising .name:text('Bob')", timeout=1000)
        await shows(page, [("1", "Bob", "70"), ("2", "Alice", "40")], 3)
        assert await page.evaluate("window.same") is True
        await page.wait_for_function("document.getElementById('news').textContent")
        assert await page.inner_text("#news") == "Bob is now rank 1 with 70 seeds."
        assert errors == []


async def test_who_withdraws_is_gone_within_a_second(
    browser: Browser, server: Served, people: Crowd
) -> None:
    await people.joins("Alice", 40)
    bob = await people.joins("Bob", 50)
    async with window(browser) as (page, errors):
        await paired(page, server, await people.screen())
        await shows(page, [("1", "Bob", "50"), ("2", "Alice", "40")], 3)
        await people.leaves_the_board(bob)
        await shows(page, [("1", "Alice", "40")], 1)
        assert "Bob" not in await page.content()
        assert errors == []


async def test_an_outage_keeps_the_last_state_and_ends_by_itself(
    browser: Browser, own_server: Served, people: Crowd
) -> None:
    alice = await people.joins("Alice", 40)
    async with window(browser) as (page, _errors):
        await paired(page, own_server, await people.screen())
        await shows(page, [("1", "Alice", "40")], 3)
        assert await asyncio.to_thread(own_server.stop) < 3
        await page.wait_for_selector("#status[data-state=offline]", timeout=6000)
        assert await rows(page) == [("1", "Alice", "40")]
        await people.does(alice, "return-umbrella")
        await asyncio.to_thread(own_server.start)
        await shows(page, [("1", "Alice", "60")], 15)
        await page.wait_for_selector("#status[data-state=live]", timeout=6000)


async def test_a_wrong_token_says_so_and_a_right_one_pairs(
    browser: Browser, server: Served, people: Crowd
) -> None:
    token = await people.screen()
    wrong = token[:-1] + ("0" if token[-1] != "0" else "1")
    async with window(browser) as (page, errors):
        await page.goto(f"{server.url}/display")
        assert await page.inner_text("h1") == "Pair this screen"
        assert errors == []
        await page.fill("#token", wrong)
        await page.click("#pair")
        await page.wait_for_selector("#trouble:has-text('does not open a board')")
        await page.fill("#token", token)
        await page.press("#token", "Enter")
        await page.wait_for_selector("#screen")


async def test_a_token_in_the_fragment_leaves_the_address_bar_and_no_log(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    token = await people.screen()
    asked: list[str] = []
    async with window(browser) as (page, errors):
        page.on("request", lambda request: asked.append(request.url))
        await paired(page, server, token)
        assert page.url == f"{server.url}/display"
        assert await page.evaluate("document.cookie") == ""
        assert errors == []
    assert asked
    assert not any("sbd_" in url and "#" not in url for url in asked)
    assert "sbd_" not in (tmp_path / "log").read_text()


async def test_a_hostile_name_is_text(browser: Browser, server: Served, people: Crowd) -> None:
    await people.joins(HOSTILE, 20)
    async with window(browser) as (page, errors):
        opened: list[str] = []
        page.on("dialog", lambda dialog: opened.append(dialog.message))
        token = await people.screen()
        await paired(page, server, token)
        await shows(page, [("1", HOSTILE, "20")], 3)
        await people.joins("</script><b>x", 50)
        await shows(page, [("1", "</script><b>x", "50"), ("2", HOSTILE, "20")], 4)
        await page.reload()
        assert (await rows(page))[1][1] == HOSTILE
        assert await page.locator(".name svg, .name b, .name script").count() == 0
        assert (opened, errors) == ([], [])


async def test_who_wants_no_motion_gets_none(
    browser: Browser, server: Served, people: Crowd
) -> None:
    await people.joins("Alice", 40)
    bob = await people.joins("Bob", 20)
    async with window(browser, reduced_motion="reduce") as (page, errors):
        await paired(page, server, await people.screen())
        await shows(page, [("1", "Alice", "40"), ("2", "Bob", "20")], 3)
        await people.does(bob, "weekly-ride")
        await shows(page, [("1", "Bob", "70"), ("2", "Alice", "40")], 1)
        assert await page.evaluate("document.getAnimations().length") == 0
        assert errors == []


async def test_pictures_for_the_documentation(
    browser: Browser, server: Served, people: Crowd
) -> None:
    seasoned = {
        "Mara Lindqvist": 110, "李小雨": 90, "Jonas Weber": 90, "Amélie Rousseau": 70,
        "Tomasz Żak": 60, "Nadia Haddad": 50, "Ravi": 50, "Old Oak": 40, "Ewa": 40, "Pip": 20,
        "Quillon": 20,
    }  # fmt: skip
    for name, seeds in seasoned.items():
        await people.joins(name, seeds)
    token = await people.screen()
    views = (("dark", 1920, 1080), ("light", 1920, 1080), ("phone", 390, 844))
    for view, width, height in views:
        scheme = "light" if view == "light" else "dark"
        async with window(browser, width, height, scheme) as (page, errors):
            await paired(page, server, token)
            await page.wait_for_function("document.querySelectorAll('.row').length === 10")
            await page.wait_for_timeout(1500)
            wide = await page.evaluate("document.documentElement.scrollWidth")
            assert (wide, errors) == (width, [])
            picture = await page.screenshot()
            assert 10_000 < len(picture) < 200_000
            if KEEP:
                (IMAGES / f"display-{view}.png").write_bytes(picture)
