"""A member's phone and a counter side by side: what one shows the other scans, and the first says
by itself what was heard, and who looked."""

import pytest
from playwright.async_api import Browser

from tests.pages.crowd import Crowd
from tests.pages.merchant.test_counter_scan import READER, seeing
from tests.pages.merchant.till import counter
from tests.pages.perks.people import phone
from tests.pages.perks.scanner import scanned
from tests.pages.served import Served

pytestmark = pytest.mark.slow
__all__ = ["seeing"]


async def test_a_code_shown_in_one_window_is_accepted_in_the_other(
    seeing: Browser, server: Served, people: Crowd
) -> None:
    async with (
        phone(seeing, server) as (alice, errors),
        counter(seeing, server, people) as (till, wrong),
    ):
        await till.page.add_init_script(READER)
        await till.opens()
        await till.presses("Scan")
        await alice.joins()
        await alice.shows_a_pass("An umbrella without a deposit", "Umbrella Kiosk")
        # The pixels of her screen, as a reader sees them.
        read = await scanned(seeing, alice.page)
        await till.page.evaluate("read => window.inSight.push(...read)", read)
        await till.heading("No")
        await alice.page.get_by_role("heading", name="Umbrella Kiosk heard no").wait_for()
        await alice.page.get_by_role("link", name="Who looked at me").click()
        look = alice.page.locator(".look").first
        await look.get_by_text("Umbrella Kiosk").first.wait_for()
        await look.get_by_text("Asked about: An umbrella without a deposit").wait_for()
        assert (errors, wrong) == ([], [])
    await people.adds_up()
