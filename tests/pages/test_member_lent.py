"""Rentals and invitations on the member page."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from service.flows.rentals.authorise_rental import AUTHORISE_RENTAL, AuthoriseRental
from service.flows.rentals.hand_over_rental import HAND_OVER_RENTAL, HandOverRental
from service.flows.rentals.lose_rental import MERCHANT_LOSES, MerchantLoses
from service.flows.rentals.propose_breach import PROPOSE_BREACH, ProposeBreach
from service.jobs.by_name import run_by_name
from service.members.consents import Purpose
from service.programme_demo import DEMO
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_member import visiting
from tests.pages.test_member_score import asks
from tests.pages.visitor import UMBRELLA_KIOSK, Visitor, in_step
from tests.people import BOB

pytestmark = pytest.mark.slow

UMBRELLA = "An umbrella without a deposit"


async def with_a_quote(alice: Visitor, people: Crowd) -> str:
    """Alice has a score, and has shown a pass for an umbrella; the rental's id."""
    await alice.joins()
    await asks(alice)
    in_step(people)
    at = people.world.clock.domain_now().isoformat()
    await run_by_name(people.world.context, "publish_scores", at, stop=asyncio.Event())
    digits = await alice.shows_a_pass(UMBRELLA, "Umbrella Kiosk")
    in_step(people)
    checked = await people.world.check(digits, UMBRELLA_KIOSK)
    await alice.page.get_by_role("heading", name="Umbrella Kiosk heard yes").wait_for()
    await alice.page.get_by_text("The counter can take it up until").wait_for()
    await alice.page.get_by_role("link", name="To what is lent").click()
    await alice.page.get_by_role("heading", name="What has happened").wait_for()
    await alice.goes("Perks")
    return str(checked.answer.rental)


async def days_after_a_loss(people: Crowd, rental: str, database: Any) -> None:
    """The kiosk says that it is lost, and four days later that nobody has paid."""
    in_step(people)
    said: dict[str, Any] = {"merchant": UMBRELLA_KIOSK, "rental": rental, "statement": "It's gone."}
    assert (await people.world.apply(MERCHANT_LOSES, MerchantLoses(**said))).answer.state == "lost"
    days_ago = people.world.clock.domain_now() - timedelta(days=4)
    database.rentals.update_one({"_id": rental}, {"$set": {"claim.at": days_ago}})
    broken = (await people.world.apply(PROPOSE_BREACH, ProposeBreach(**said))).answer
    assert broken.state == "breach_proposed"


async def test_an_umbrella_is_offered_picked_up_with_the_member_and_objected_about(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path, admin: Any, database_name: str
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        rental = await with_a_quote(alice, people)
        mine = alice.page.get_by_role("region", name="My rentals")
        await mine.get_by_text("Offered").wait_for()
        in_step(people)
        for rule, body in (
            (AUTHORISE_RENTAL, AuthoriseRental(merchant=UMBRELLA_KIOSK, rental=rental)),
            (HAND_OVER_RENTAL, HandOverRental(merchant=UMBRELLA_KIOSK, rental=rental)),
        ):
            await people.world.apply(rule, body)
        await alice.goes("Home")
        inbox = alice.page.get_by_role("region", name="Inbox")
        await inbox.get_by_text("With you now").wait_for()
        await alice.goes("Perks")
        await mine.get_by_text("With you", exact=True).wait_for()
        assert await mine.get_by_role("button", name="Call it off").count() == 0
        await mine.get_by_role("link", name=UMBRELLA).click()
        page = alice.page.locator("#rental")
        await page.locator(".strong", has_text="Bring it back by").wait_for()
        await page.get_by_text("Handed over to you").wait_for()
        await alice.presses("It does not work")
        said = alice.page.locator("dialog[open]")
        await said.get_by_role("button", name="Report it").click()
        assert await said.get_by_role("alert").inner_text()  # nothing was said
        await said.get_by_label("In your words").fill("It does not <open>.")
        await said.get_by_role("button", name="Report it").click()
        await page.get_by_text("The clock stands until the merchant has seen to it.").wait_for()
        await page.get_by_text("It does not <open>.").wait_for()
        assert await page.get_by_role("button", name="It does not work").count() == 0
        await days_after_a_loss(people, rental, admin[database_name])
        await alice.page.reload()
        await page.get_by_text("The loss was not paid.").wait_for()
        await alice.presses("Object")
        await said.get_by_text("From then on it has no effect").wait_for()
        await said.get_by_role("button", name="Object").click()
        assert await said.get_by_role("alert").inner_text()  # nothing was said
        await said.get_by_label("In your words").fill("It hangs <where> it hung.")
        await said.get_by_role("button", name="Object").click()
        await page.get_by_text("Nothing counts until it is decided.").wait_for()
        assert await page.get_by_role("button", name="Object").count() == 0
        await page.get_by_role("link", name="Your objection").click()
        await alice.page.get_by_text("It hangs <where> it hung.").wait_for()
        # The browser says so itself of the no before.
        assert [each for each in errors if "422" not in each] == []


async def test_a_member_calls_an_offer_off(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await with_a_quote(alice, people)
        mine = alice.page.get_by_role("region", name="My rentals")
        await mine.get_by_role("button", name="Call it off").click()
        await alice.page.get_by_role("dialog").get_by_role("button", name="Call it off").click()
        await mine.get_by_text("Nothing is lent to you.").wait_for()
        await mine.get_by_role("link", name="All rentals").click()
        await alice.page.get_by_text("By you.").wait_for()
        await alice.page.get_by_role("link", name=UMBRELLA).click()
        await alice.page.get_by_role("heading", name="What has happened").wait_for()
        assert await alice.page.get_by_role("button", name="Call it off").count() == 0
        assert errors == []


async def test_an_offer_is_called_off_on_its_own_page_and_a_strangers_is_not_there(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, _errors):
        rental = await with_a_quote(alice, people)
        await alice.page.goto(f"{server.url}/member/rentals/{rental}")
        await alice.presses("Call it off")
        await alice.page.get_by_role("dialog").get_by_role("button", name="Call it off").click()
        await alice.page.locator("#rental").get_by_text("By you.").wait_for()
        answer = await alice.page.goto(f"{server.url}/member/rentals/{rental}0")
        assert answer is not None
        assert answer.status == 404


async def test_an_invitation_is_made_and_read_out(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        await alice.goes("Earn")
        await alice.page.get_by_text("10 left").wait_for()
        await alice.presses("Make a code")
        await alice.page.get_by_text("9 left").wait_for()
        code = await alice.page.locator("[id^=invitation-] .mono").inner_text()
        assert len(code) == 11
        await alice.page.get_by_text("200 seeds for you.", exact=False).first.wait_for()
        assert await alice.page.get_by_label("Were you invited?").count() == 0
        assert errors == []


async def test_a_newcomer_names_an_invitation_and_a_wrong_code_is_said(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    bob = await people.world.member(BOB)
    assert await people.world.grant(bob, Purpose.SCORE)
    code = await people.world.invite(bob)
    needed = DEMO.numbers.invitations.qualifying_days
    days = "1 day" if needed == 1 else f"{needed} days"
    async with visiting(browser, server, tmp_path) as (alice, _errors):
        await alice.joins()
        await alice.goes("Earn")
        await alice.page.get_by_label("Were you invited?").fill("00000-00000")
        await alice.presses("Name it")
        form = alice.page.locator("#name-invitation")
        assert len(await form.get_by_role("alert").inner_text()) > 20
        await alice.page.get_by_label("Were you invited?").fill(f"{code[:5]}-{code[5:]}".lower())
        await alice.presses("Name it")
        await alice.page.get_by_role("heading", name="You were invited").wait_for()
        await alice.page.get_by_text(f"Tasks on 0 of {days} so far. 100 seeds for you.").wait_for()
