"""The components without a mouse, and without a script."""

import pytest
from playwright.async_api import Browser, Page

from tests.pages.browser import window
from tests.pages.served import Served

pytestmark = pytest.mark.slow


async def focused(page: Page) -> str:
    """The text of what the keyboard is on."""
    said: str = await page.evaluate("document.activeElement.textContent.trim()")
    return said


async def test_the_first_tab_leads_past_the_tabs_to_the_content(
    browser: Browser, empty_server: Served
) -> None:
    async with window(browser, 390, 844) as (page, errors):
        await page.goto(f"{empty_server.url}/components")
        await page.keyboard.press("Tab")
        assert await focused(page) == "To the content"
        box = await page.locator(".skip").bounding_box()
        assert box is not None
        assert box["y"] >= 0
        await page.keyboard.press("Enter")
        assert await page.evaluate("document.activeElement.id") == "main"
        await page.keyboard.press("Tab")
        assert await focused(page) == "System"
        assert errors == []


@pytest.mark.parametrize("key", ["Enter", "Space"])
async def test_a_dialog_opens_keeps_the_focus_and_gives_it_back(
    browser: Browser, empty_server: Served, key: str
) -> None:
    async with window(browser, 390, 844) as (page, errors):
        await page.goto(f"{empty_server.url}/components")
        opener = page.get_by_role("button", name="Ask for a score")
        await opener.focus()
        await page.keyboard.press(key)
        dialog = page.get_by_role("dialog", name="A score")
        await dialog.wait_for()
        assert await focused(page) == "A score"
        for _ in range(6):
            await page.keyboard.press("Tab")
            inside = await page.evaluate(
                "document.activeElement === document.body"
                " || document.activeElement.closest('dialog') !== null"
            )
            assert inside
        await page.keyboard.press("Escape")
        await dialog.wait_for(state="hidden")
        assert await focused(page) == "Ask for a score"
        await page.keyboard.press(key)
        await page.get_by_role("button", name="I agree").press(key)
        await dialog.wait_for(state="hidden")
        assert await focused(page) == "Ask for a score"
        assert errors == []


async def test_arrows_move_between_tabs(browser: Browser, empty_server: Served) -> None:
    async with window(browser, 390, 844) as (page, errors):
        await page.goto(f"{empty_server.url}/components")
        await page.get_by_role("tab", name="What").focus()
        for key, name in (
            ("ArrowRight", "Where"),
            ("ArrowRight", "When"),
            ("ArrowRight", "What"),
            ("ArrowLeft", "When"),
            ("Home", "What"),
            ("End", "When"),
        ):
            await page.keyboard.press(key)
            assert await focused(page) == name
            assert await page.get_by_role("tab", selected=True).inner_text() == name
            assert await page.get_by_role("tabpanel").count() == 1
            await page.get_by_role("tabpanel", name=name).wait_for()
        assert errors == []


async def test_a_code_takes_digits_however_they_come(
    browser: Browser, empty_server: Served
) -> None:
    async with window(browser, 360, 844) as (page, errors):
        await page.goto(f"{empty_server.url}/components")
        code = page.get_by_label("Six digits")
        await code.fill("")
        await code.press_sequentially("12 3a4567")
        assert await code.input_value() == "123456"
        assert await page.locator(".digits").first.evaluate("box => box.scrollLeft") == 0
        await code.fill("")
        await code.evaluate(
            "one => { const data = new DataTransfer(); data.setData('text', ' 987 654 ');"
            " one.dispatchEvent(new ClipboardEvent('paste',"
            " {clipboardData: data, bubbles: true, cancelable: true})); }"
        )
        assert await code.input_value() == "987654"
        assert errors == []


async def test_a_toast_is_said_and_goes(browser: Browser, empty_server: Served) -> None:
    async with window(browser, 390, 844) as (page, errors):
        await page.goto(f"{empty_server.url}/components")
        await page.get_by_role("button", name="Show a toast").click()
        toast = page.locator("#said[role=status]")
        assert await toast.inner_text() == "60 seeds collected."
        await page.wait_for_selector("#said:empty", state="attached", timeout=8000)
        assert errors == []


async def test_who_wants_no_motion_gets_none(browser: Browser, empty_server: Served) -> None:
    async with window(browser, 390, 844, reduced_motion="reduce") as (page, _errors):
        await page.goto(f"{empty_server.url}/components")
        await page.get_by_role("button", name="Ask for a score").click()
        assert await page.evaluate("document.getAnimations().length") == 0


async def test_without_a_script_everything_is_there(browser: Browser, empty_server: Served) -> None:
    async with window(browser, 390, 844, java_script_enabled=False) as (page, errors):
        await page.goto(f"{empty_server.url}/components")
        for text in ("Borrow an umbrella", "At every Umbrella Kiosk", "31 October"):
            await page.get_by_text(text).wait_for()
        assert not await page.get_by_text("For the programme, for 365 days").is_visible()
        await page.get_by_role("button", name="Ask for a score").click()
        await page.get_by_text("For the programme, for 365 days").wait_for()
        await page.get_by_role("button", name="Not now").last.click()
        await page.get_by_text("For the programme, for 365 days").wait_for(state="hidden")
        assert errors == []
