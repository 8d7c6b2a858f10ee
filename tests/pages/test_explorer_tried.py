"""Requests that people try in the API explorer, against the server that serves it."""

import json
from pathlib import Path

import pytest
from playwright.async_api import Browser

from service.flows.operators.issue_merchant_key import ISSUE_MERCHANT_KEY, IssueMerchantKey
from service.keys.random import fresh_merchant_key
from tests.pages.browser import window
from tests.pages.crowd import Crowd
from tests.pages.explorer import OF_AN_ANSWER, opened, sent
from tests.pages.served import Served
from tests.pages.visitor import CONTACT, Visitor
from tests.people import UMBRELLA_KIOSK

pytestmark = pytest.mark.slow


async def test_signing_in_here_opens_the_members_doors(
    browser: Browser, server: Served, tmp_path: Path
) -> None:
    async with window(browser, 1280, 900) as (page, errors):
        form = await opened(page, server, "requestSignInCode")
        await form.get_by_label("Body").fill(json.dumps({"contact": CONTACT}))
        await sent(form, "202 Accepted")
        code = Visitor(page, server, tmp_path / "log").code()
        form = await opened(page, server, "signIn")
        body = {"contact": CONTACT, "code": code, "device": "explorer"}
        await form.get_by_label("Body").fill(json.dumps(body))
        await sent(form, "filled in at the top: member")
        # The address changes, the page does not: the token is still there.
        await page.evaluate("location.hash = 'getMe'")
        answer = await sent(page.locator('[data-try="getMe"]'), "200 OK")
        assert '"state": "pending"' in await answer.locator("code").first.inner_text()
        assert errors == []
        await page.reload()
        assert await page.locator("#token-member").input_value() == ""
        assert await page.evaluate("localStorage.length + sessionStorage.length") == 0


async def test_a_merchants_key_can_be_pasted_and_a_key_repeats(
    browser: Browser, server: Served, people: Crowd
) -> None:
    fresh = fresh_merchant_key(test=True)
    wanted = IssueMerchantKey(merchant=UMBRELLA_KIOSK, scopes=("task_events",), test=True)
    await people.world.apply(ISSUE_MERCHANT_KEY, wanted, ids=(fresh.id, fresh.sha256))
    async with window(browser, 390, 844) as (page, _errors):
        form = await opened(page, server, "reportTaskEvent")
        await page.locator("#token-merchant").fill(fresh.text)
        field = form.get_by_label("Idempotency-Key")
        first = await field.input_value()
        assert len(first) == 36
        body = {"member": "nobody", "task": "return-umbrella", "event_at": "2026-01-01T00:00:00Z"}
        await form.get_by_label("Body").fill(json.dumps(body))
        await sent(form, "404")
        await sent(form, "the first answer again")
        await form.get_by_role("button", name="New key").click()
        assert await field.input_value() not in ("", first)
        await form.get_by_role("button", name="As curl").click()
        command = await form.locator("[data-answer]").inner_text()
        assert f"Bearer {fresh.text}" in command
        assert f"{server.url}/v1/merchant/events" in command


async def test_what_an_answer_says_is_text(browser: Browser, empty_server: Served) -> None:
    async with window(browser, 1280, 900) as (page, errors):
        form = await opened(page, empty_server, "getConsentText")
        await form.get_by_label("purpose").fill("<img src=x onerror=alert(1)>/../..")
        await sent(form, "4")
        assert await form.locator("[data-answer] img").count() == 0
        assert [each for each in errors if not each.startswith(OF_AN_ANSWER)] == []


async def test_a_stream_is_shown_until_it_is_stopped(
    browser: Browser, server: Served, people: Crowd
) -> None:
    token = await people.screen()
    async with window(browser, 1280, 900) as (page, errors):
        form = await opened(page, server, "streamDisplayBoard")
        await page.locator("#token-display").fill(token)
        answer = await sent(form, "200 OK")
        await answer.get_by_text("event:").first.wait_for()
        await form.get_by_role("button", name="Stop").click()
        await answer.get_by_text("Stopped.").wait_for()
        assert errors == []
