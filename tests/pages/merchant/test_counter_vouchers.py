"""Vouchers at the counter in a real browser: taken once, given back, and nothing else is one."""

import pytest
from playwright.async_api import Browser, expect

from service.flows.vouchers.buy_voucher import BUY_VOUCHER, BuyVoucher
from tests.pages.crowd import Crowd
from tests.pages.merchant.customers import comes_without_a_score
from tests.pages.merchant.looks import is_fine
from tests.pages.merchant.till import EVERYTHING, Till, counter
from tests.pages.perks.people import earns
from tests.pages.served import Served
from tests.people import UMBRELLA_KIOSK

pytestmark = pytest.mark.slow


async def buys_a_coffee(people: Crowd) -> str:
    """The sixteen digits on the screen of somebody who has earned it."""
    who = await comes_without_a_score(people)
    await earns(people, who)
    body = BuyVoucher(account=who.account, perk="coffee", merchant=UMBRELLA_KIOSK)
    return str((await people.world.apply(BUY_VOUCHER, body)).answer.code)


async def takes(till: Till, code: str) -> None:
    await till.page.get_by_label("Sixteen digits").fill(code)
    await till.presses("Take it")


async def test_a_voucher_is_taken_once(browser: Browser, server: Served, people: Crowd) -> None:
    code = await buys_a_coffee(people)
    async with counter(browser, server, people) as (till, errors):
        await till.opens(await till.key(EVERYTHING))
        await till.page.get_by_role("link", name="Take a voucher").click()
        await till.heading("Take a voucher")
        await is_fine(till.page, "voucher asked", 390)
        await takes(till, "1234 5678 9012 3456")
        await till.page.get_by_role("alert").wait_for()
        await takes(till, " ".join(code[at : at + 4] for at in range(0, 16, 4)))
        await till.heading("Taken")
        await is_fine(till.page, "voucher taken", 390)
        await till.page.get_by_role("link", name="Next voucher").click()
        await takes(till, code)
        await till.page.get_by_role("alert").wait_for()
        # The browser says so itself of the codes that were none.
        assert [each for each in errors if " 4" not in each and "htmx:" not in each] == []
    await people.adds_up()


async def test_what_was_taken_by_mistake_is_the_members_again(
    browser: Browser, server: Served, people: Crowd
) -> None:
    code = await buys_a_coffee(people)
    async with counter(browser, server, people) as (till, errors):
        await till.opens(await till.key(EVERYTHING))
        await till.page.goto(f"{server.url}/counter/vouchers")
        await takes(till, code)
        await till.heading("Taken")
        await till.presses("Taken by mistake?")
        await till.page.get_by_role("dialog").get_by_role("button", name="Give it back").click()
        await till.heading("Given back")
        await expect(till.page.get_by_text("The member has 8 seeds again.")).to_be_visible()
        assert errors == []
    await people.adds_up()


async def test_a_key_that_may_not_take_vouchers_is_told_so(
    browser: Browser, server: Served, people: Crowd
) -> None:
    async with counter(browser, server, people) as (till, errors):
        await till.opens()
        assert await till.page.get_by_role("link", name="Take a voucher").count() == 0
        await till.page.goto(f"{server.url}/counter/vouchers")
        await till.page.get_by_text("may not take vouchers").wait_for()
        assert errors == []
