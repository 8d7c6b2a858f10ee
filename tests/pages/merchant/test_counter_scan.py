"""The counter's camera: a real picture from a made-up camera.

Browsers on this system have no reader of QR codes, so what reads is said here; what is tried is
all around it: the camera, what is no pass, the press that follows, and the camera's light.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, async_playwright

from tests.pages.browser import ARGUMENTS
from tests.pages.crowd import Crowd
from tests.pages.merchant.customers import comes, shows_a_pass
from tests.pages.merchant.test_counter_vouchers import buys_a_coffee
from tests.pages.merchant.till import EVERYTHING, counter
from tests.pages.served import Served
from tests.pages.visitor import in_step
from tests.people import UMBRELLA_KIOSK

pytestmark = pytest.mark.slow

CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
READER = """window.BarcodeDetector = class {
    async detect(video) {
        if (!video.videoWidth) return [];
        return window.inSight.length ? [{ rawValue: window.inSight.shift() }] : [];
    }
}; window.inSight = [];"""


@pytest.fixture
async def seeing(program: str) -> AsyncIterator[Browser]:
    """A browser with a camera."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=program, args=[*ARGUMENTS, *CAMERA]
        )
        yield browser
        await browser.close()


async def test_a_scanned_pass_is_asked_about_by_itself(
    seeing: Browser, server: Served, people: Crowd, database: Any
) -> None:
    async with counter(seeing, server, people) as (till, errors):
        page = till.page
        await page.add_init_script(READER)
        await till.opens()
        who = await comes(people, database)
        await till.presses("Scan")
        await page.evaluate("window.inSight = ['https://example.com/', '12', 'A'.repeat(32)]")
        await page.get_by_text("This is no pass.").wait_for()
        in_step(people)
        token = (await people.world.open_pass(who, "umbrella", UMBRELLA_KIOSK)).token
        await page.evaluate("token => window.inSight.push(token)", token)
        await till.heading("Yes")
        assert await page.evaluate("document.querySelector('video')?.srcObject ?? null") is None
        assert errors == []


async def test_a_scanned_voucher_is_taken_and_a_pass_is_none(
    seeing: Browser, server: Served, people: Crowd
) -> None:
    async with counter(seeing, server, people) as (till, errors):
        await till.page.add_init_script(READER)
        await till.opens(await till.key(EVERYTHING))
        await till.page.goto(f"{server.url}/counter/vouchers")
        await till.presses("Scan")
        await till.page.evaluate("window.inSight = ['a'.repeat(32), '12345678']")
        await till.page.get_by_text("This is no voucher.").wait_for()
        code = await buys_a_coffee(people)
        await till.page.evaluate("code => window.inSight.push(code)", code)
        await till.heading("Taken")
        assert errors == []


async def test_what_is_typed_after_a_scan_that_was_refused_is_meant(
    seeing: Browser, server: Served, people: Crowd, database: Any
) -> None:
    async with counter(seeing, server, people) as (till, _errors):
        await till.page.add_init_script(READER)
        await till.opens()
        await till.presses("Scan")
        await till.page.evaluate("window.inSight = ['A'.repeat(32).toLowerCase()]")
        await till.page.get_by_role("alert").wait_for()
        await till.types(await shows_a_pass(people, database))
        await till.heading("Yes")


async def test_without_a_camera_the_digits_are_typed(
    browser: Browser, server: Served, people: Crowd
) -> None:
    async with counter(browser, server, people) as (till, errors):
        await till.opens()
        assert not await till.page.get_by_role("button", name="Scan").is_visible()
        await till.page.add_init_script(READER)
        await till.page.reload()
        await till.presses("Scan")  # it could read, and is not let see
        await till.page.get_by_text("The camera cannot be used").wait_for()
        await till.page.get_by_role("button", name="Type it instead").click()
        await till.page.get_by_label("Eight digits").fill("12345678")
        assert errors == []
