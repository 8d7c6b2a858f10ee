"""A member who travels counts days by another place."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, CDPSession, expect

from tests.pages.crowd import Crowd
from tests.pages.reporters import moves_on
from tests.pages.served import Served
from tests.pages.test_member import visiting
from tests.pages.visitor import Visitor
from tests.people import DAY

pytestmark = pytest.mark.slow


async def travels(alice: Visitor, session: CDPSession, zone: str) -> None:
    """The device is in another zone now, and shows the page anew."""
    await session.send("Emulation.setTimezoneOverride", {"timezoneId": zone})
    await alice.page.reload()
    await alice.page.get_by_text("A member since").wait_for()


async def test_days_are_counted_by_where_the_device_is_once_a_week(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        device = await alice.page.context.new_cdp_session(alice.page)
        await alice.joins()
        await alice.goes("You")
        await alice.page.get_by_text("Your days begin by the time of").wait_for()
        await expect(alice.page.locator("#zone")).to_have_count(0)
        await travels(alice, device, "Asia/Shanghai")
        await alice.presses("Count by Asia/Shanghai")
        await alice.page.get_by_text("on your days are those of Asia/Shanghai.").wait_for()
        await alice.page.get_by_text("on by that of Asia/Shanghai.").wait_for()
        await expect(alice.page.locator("#zone")).to_have_count(0)
        assert errors == []
        await moves_on(people, server, 2 * DAY)
        await alice.page.reload()
        await alice.page.get_by_text("Your days begin by the time of Asia/Shanghai.").wait_for()
        await travels(alice, device, "America/Los_Angeles")
        await alice.presses("Count by America/Los Angeles")
        refused = alice.page.get_by_role("region", name="Me", exact=True).get_by_role("alert")
        await refused.get_by_text("Days change their place once a week at most.").wait_for()
