"""What a member has of perks, in a real browser: vouchers that are bought once, badges in the words
that a viewer hears, passes for tills without a network."""

import re
from typing import Any

import pytest
from bson.int64 import Int64
from playwright.async_api import Browser, Page, Route, expect

from rewards.perks.offline.token import read_token
from service.flows.badges.look_at_badge import LOOK_AT_BADGE, LookAtBadge
from service.flows.vouchers.redeem_voucher import REDEEM_VOUCHER, RedeemVoucher
from tests.pages.crowd import Crowd
from tests.pages.perks.people import (
    earns,
    is_heard,
    is_scored,
    keeps,
    newest,
    opens_a_till,
    phone,
    suspended,
)
from tests.pages.perks.scanner import scanned
from tests.pages.served import Served
from tests.pages.visitor import UMBRELLA_KIOSK, in_step
from tests.people import RIVERSIDE_BIKES

pytestmark = pytest.mark.slow

COFFEE, VISA = "/member/perks/coffee", "/member/perks/visa-appointment"
JOBS, JOB = "bright-jobs", "/member/perks/job-badge"


async def buys(page: Page, merchant: str) -> None:
    await page.locator(f"[data-opens=buy-{merchant}]").click()
    await page.locator("dialog[open]").get_by_role("button", name="Buy it").click()


async def lets_ask(page: Page, merchant: str) -> None:
    lets = page.locator(f"[data-opens=let-{merchant}]")
    await lets.click()
    await page.locator("dialog[open]").get_by_role("button", name="I agree").click()
    await lets.wait_for(state="detached")


async def code(page: Page) -> str:
    """The digits of the only ticket."""
    shown = page.locator(".ticket-code .code")
    return "".join(re.findall(r"\d", await shown.inner_text()))


def held(database: Any) -> list[str]:
    return [each["perk"] for each in database.vouchers.find({"state": "held"})]


@pytest.fixture
def database(admin: Any, database_name: str) -> Any:
    return admin[database_name]


async def test_two_tabs_buy_one_voucher_which_a_till_redeems_once(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    async with phone(browser, server) as (alice, errors):
        page = alice.page
        await alice.joins()
        await page.goto(server.url + COFFEE)
        await page.get_by_text("8 seeds are missing.").wait_for()
        assert await page.get_by_role("button", name="Buy it").count() == 0
        await earns(people, await newest(people))
        other = await page.context.new_page()
        for tab in (page, other):
            await tab.goto(server.url + COFFEE)
            await expect(tab.locator("#to-spend")).to_have_text("60 seeds")
        await buys(page, UMBRELLA_KIOSK)
        await page.get_by_text("8 seeds are paid.").wait_for()
        await expect(page.locator("#to-spend")).to_have_text("52 seeds")
        await buys(other, UMBRELLA_KIOSK)
        await other.locator(".ticket").wait_for()
        digits = await code(page)
        assert (len(digits), await code(other), held(database)) == (16, digits, ["coffee"])
        # Two taps away from the list of perks, and what is scanned is what is read out.
        await page.locator(".back a").click()
        await page.get_by_role("link", name="My vouchers 1 to redeem").click()
        await page.get_by_role("button", name="Show it to scan").click()
        assert await scanned(browser, page) == [digits]
        await page.get_by_role("button", name="Put it away").click()
        assert await page.get_by_role("button", name="Give it back").count() == 0
        await page.get_by_text("By its terms it is not taken back.").wait_for()
        in_step(people)
        redeemed = RedeemVoucher(merchant=UMBRELLA_KIOSK, code=digits, till="t1")
        assert (await people.world.apply(REDEEM_VOUCHER, redeemed)).answer.state == "redeemed"
        await page.reload()
        await page.locator(".voucher").get_by_text("Used").wait_for()
        assert digits[:4] not in await page.inner_text("main")
        # Who looks again, and wants another, gets another; then it has been had twice in a week.
        await other.reload()
        await buys(other, UMBRELLA_KIOSK)
        await other.locator(".ticket").wait_for()
        assert (await code(other) != digits, held(database)) == (True, ["coffee"])
        await other.get_by_text("It cannot be bought now.").wait_for()
        assert errors == []
    await people.adds_up()


async def test_a_voucher_is_given_back_and_what_was_refused_once_is_not_for_ever(
    browser: Browser, server: Served, people: Crowd, database: Any
) -> None:
    async def loses_the_answer(route: Route) -> None:
        await route.fetch()
        await route.abort()

    async with phone(browser, server) as (alice, _errors):
        page = alice.page
        await alice.joins()
        who = await newest(people)
        await earns(people, who)
        other = await page.context.new_page()
        for tab in (page, other):
            await tab.goto(server.url + VISA)
        gone = {"_id": "visa-appointment", "taken": Int64(20), "version": Int64(1)}
        database.stocks.insert_one(gone)
        before = await page.locator("[name=key]").first.input_value()
        for tab, presses in ((page, 10), (other, 1)):
            await tab.locator("[data-opens=buy-visa-desk]").click()
            for _ in range(presses):
                async with tab.expect_response("**/visa-appointment/buy") as refused:
                    await tab.locator("dialog[open]").get_by_role("button", name="Buy it").click()
                assert (await refused.value).status == 409
                said = tab.locator("dialog[open]").get_by_role("alert")
                await said.get_by_text("are gone: try again later").wait_for()
        database.stocks.delete_one({"_id": "visa-appointment"})
        # The same wish under the same key, in both tabs: no no of before is repeated.
        for tab in (page, other):
            assert await tab.locator("[name=key]").first.input_value() == before
        await page.reload()
        await page.route("**/visa-appointment/buy", loses_the_answer, times=1)
        await buys(page, "visa-desk")
        await page.get_by_text("The service cannot be reached").wait_for()
        await page.locator("dialog[open]").get_by_role("button", name="Buy it").click()
        await page.locator(".ticket").wait_for()
        mine = {"account": who.account}
        await other.locator("dialog[open]").get_by_role("button", name="Buy it").click()
        await other.locator(".ticket").wait_for()
        assert database.vouchers.count_documents(mine) == 1
        await page.get_by_role("link", name="My vouchers").click()
        await page.get_by_role("button", name="Give it back").click()
        await page.locator("dialog[open]").get_by_role("button", name="Give it back").click()
        await page.locator(".voucher").get_by_text("60 seeds came back.").wait_for()
        assert await page.locator(".ticket").count() == 0
        await page.goto(server.url + VISA)
        await expect(page.locator("#to-spend")).to_have_text("60 seeds")
    await people.adds_up()


async def test_a_badge_is_shared_in_the_words_that_are_heard_and_taken_back_without_a_trace(
    browser: Browser, server: Served, people: Crowd
) -> None:
    async with phone(browser, server) as (alice, errors):
        page = alice.page
        await alice.joins()
        who = await newest(people)
        await page.goto(server.url + JOB)
        told = page.locator("#counter > .card-body > .told-nothing")
        await told.get_by_text("who looks hears the same as of somebody").wait_for()
        await keeps(people, who, rentals_kept=7)
        await page.locator(".back a").click()
        await page.get_by_role("link", name="Badges").click()
        await page.get_by_text("Nobody. To everybody it is as if you had none.").wait_for()
        await page.get_by_role("link", name="Promises kept, on my job profile").click()
        other = await page.context.new_page()
        await other.goto(server.url + JOB)
        await page.get_by_role("button", name="Show it to them").click()
        dialog = page.locator("dialog[open]")
        words = await dialog.locator(".told li").first.inner_text()
        assert words == "5 or more rentals kept"
        await dialog.get_by_text("When I share a badge with this merchant").wait_for()
        await dialog.get_by_role("button", name="I agree, show it").click()
        await page.get_by_role("button", name="Copy").wait_for()
        share = await page.locator("#counter code").inner_text()
        # A tab that knows of nothing yet gets no second code, and says so.
        await other.get_by_role("button", name="Show it to them").click()
        await other.locator("dialog[open]").get_by_role("button", name="I agree, show it").click()
        said = other.locator("#counter .note")
        await said.get_by_text("Bright Jobs can see it already, with the code below.").wait_for()
        assert await other.locator("#counter code").inner_text() == share
        in_step(people)
        look = LookAtBadge(merchant=JOBS, share=share)
        heard = (await people.world.apply(LOOK_AT_BADGE, look)).answer
        assert [(each.fact, each.at_least) for each in heard.facts] == [("rentals_kept", 5)]
        await page.get_by_role("link", name="All badges").click()
        await page.get_by_text("Looked at once").wait_for()
        async with suspended(people, JOBS):
            shown = page.locator(".share").filter(has_text="Bright Jobs")
            await is_heard(page, shown.get_by_text("Suspended", exact=True))
            await shown.get_by_text("it can look at nothing").wait_for()
        await page.get_by_role("button", name="Show it no more Bright Jobs").click()
        await page.get_by_text("Nobody. To everybody it is as if you had none.").wait_for()
        gone = await people.world.apply(LOOK_AT_BADGE, look)
        never = LookAtBadge(merchant=JOBS, share="0" * 32)
        assert gone.answer == (await people.world.apply(LOOK_AT_BADGE, never)).answer
        # The consent is in force still: shared again, under another code, without asking again.
        await page.goto(server.url + JOB)
        await page.get_by_role("button", name="Show it to them").click()
        assert await page.locator("dialog[open] blockquote").count() == 0
        await page.locator("dialog[open]").get_by_role("button", name="Show it").click()
        assert await page.locator("#counter code").inner_text() != share
        await page.get_by_role("button", name="Show it no more").click()
        await page.get_by_text("Sees nothing.", exact=True).wait_for()
        await keeps(people, who, rentals_kept=0)  # others prove the whole database
        assert errors == []


async def test_an_offline_pass_is_taken_scanned_and_found_again(
    browser: Browser, server: Served, people: Crowd
) -> None:
    async with phone(browser, server) as (alice, errors):
        page, bank = alice.page, f"{server.url}/member/perks/power-bank"
        await alice.joins()
        await page.goto(f"{bank}/offline")
        await page.get_by_text("It is closed to you now").wait_for()
        await is_scored(people, await newest(people))
        await page.goto(bank)
        await page.get_by_role("link", name="No network at the till?").click()
        await lets_ask(page, UMBRELLA_KIOSK)
        form = page.locator("#offline form.form")
        await form.get_by_label("Number of the till").fill("stand 4")
        await form.get_by_role("button", name="Take the pass").click()
        assert len(await form.get_by_role("alert").inner_text()) > 20
        # Of a merchant that has opened tills, only those are offered.
        await opens_a_till(people, RIVERSIDE_BIKES, "stand-4", store="The pier")
        await lets_ask(page, RIVERSIDE_BIKES)
        form = form.nth(1)
        await form.get_by_label("Which till").select_option("stand-4 · The pier")
        await form.get_by_text("24 hours").click()
        await form.get_by_role("button", name="Take the pass").click()
        await page.get_by_text("At the till stand-4 of Riverside Bikes").wait_for()
        await page.get_by_text("Good once, until").wait_for()
        await page.locator(".qr").scroll_into_view_if_needed()
        token = await scanned(browser, page)
        said = read_token(token[0])
        assert said is not None
        terms = (said.said.perk, said.said.merchant, said.said.terminal, said.said.amount)
        assert terms == ("power-bank", RIVERSIDE_BIKES, "stand-4", 3_000)
        await alice.goes("Perks")
        mine = page.get_by_role("region", name="My rentals")
        await mine.get_by_text("A pass for the till stand-4").wait_for()
        assert await mine.get_by_role("button", name="Call it off").count() == 0
        await page.get_by_role("link", name="Passes without a network 1 with you").click()
        await page.locator(".qr").scroll_into_view_if_needed()
        assert await scanned(browser, page) == token
        answer = await page.goto(f"{server.url}/member/perks/umbrella/offline")
        assert answer is not None
        assert answer.status == 409
        assert [each for each in errors if "422" not in each and "409" not in each] == []
