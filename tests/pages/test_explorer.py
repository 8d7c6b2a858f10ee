"""The API explorer in a real browser: alone, complete, and able to ask."""

import json
from pathlib import Path
from typing import Any, Literal

import httpx2
import pytest
from playwright.async_api import Browser, Locator, Page

from service.app import described
from service.flows.operators.issue_merchant_key import ISSUE_MERCHANT_KEY, IssueMerchantKey
from service.keys.random import fresh_merchant_key
from service.pages.explorer.reading import METHODS
from tests.pages.access import faults
from tests.pages.axe import grave
from tests.pages.browser import window
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.visitor import CONTACT, Visitor
from tests.people import UMBRELLA_KIOSK

pytestmark = pytest.mark.slow

# What Chromium says by itself of every answer that is a problem; it is no fault of the page.
OF_AN_ANSWER = "Failed to load resource: the server responded with a status of 4"


def operation_ids() -> list[str]:
    paths: dict[str, dict[str, Any]] = described().document["paths"]
    return [
        operation["operationId"]
        for methods in paths.values()
        for method, operation in methods.items()
        if method in METHODS
    ]


async def opened(page: Page, server: Served, operation: str = "") -> Locator:
    await page.goto(f"{server.url}/docs#{operation}")
    form = page.locator(f'[data-try="{operation}"]')
    if operation:
        await form.wait_for()
    return form


async def sent(form: Locator, status: str) -> Locator:
    """Presses Send; where the answer is, once it has the status."""
    await form.get_by_role("button", name="Send").click()
    answer = form.locator("[data-answer]")
    await answer.get_by_text(status).first.wait_for()
    return answer


@pytest.mark.parametrize("scheme", ["dark", "light"])
@pytest.mark.parametrize("width", [390, 1280])
async def test_it_opens_alone_and_can_be_read(
    browser: Browser, server: Served, width: int, scheme: Literal["dark", "light"]
) -> None:
    async with window(browser, width, 844, scheme) as (page, errors):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        form = await opened(page, server, "openPass")
        await sent(form, "401")
        assert await faults(page) == []
        assert await grave(page) == []
        assert [url for url in asked if not url.startswith(f"{server.url}/")] == []
        assert [each for each in errors if not each.startswith(OF_AN_ANSWER)] == []
        assert len(asked) > 10


async def test_nothing_is_loosened_for_it(server: Served) -> None:
    async with httpx2.AsyncClient(base_url=server.url) as client:
        docs, display = await client.get("/docs"), await client.get("/display")
        policy = "content-security-policy"
        assert docs.headers[policy] == display.headers[policy]
        assert "unsafe" not in docs.headers[policy]
        assert "style=" not in docs.text
        assert "explorer" not in display.text


async def test_every_operation_has_its_place_and_its_form(browser: Browser, server: Served) -> None:
    async with window(browser, 1280, 900) as (page, errors):
        await opened(page, server)
        ids = operation_ids()
        assert len(ids) > 40
        shown = await page.eval_on_selector_all(".op", "all => all.map(each => each.id)")
        assert sorted(shown) == sorted(ids)
        forms = await page.eval_on_selector_all(
            "[data-try]:not([hidden])", "all => all.map(each => each.dataset.try)"
        )
        assert sorted(forms) == sorted(ids)
        named = page.get_by_role("navigation", name="Operations").get_by_role("listitem")
        assert await named.count() == len(ids)
        assert errors == []


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


async def test_what_an_answer_says_is_text(browser: Browser, server: Served) -> None:
    async with window(browser, 1280, 900) as (page, errors):
        form = await opened(page, server, "getConsentText")
        await form.get_by_label("purpose").fill("<img src=x onerror=alert(1)>/../..")
        await sent(form, "4")
        assert await form.locator("[data-answer] img").count() == 0
        assert [each for each in errors if not each.startswith(OF_AN_ANSWER)] == []


async def test_words_narrow_the_list(browser: Browser, server: Served) -> None:
    async with window(browser, 1280, 900) as (page, errors):
        await opened(page, server)
        await page.get_by_label("Find an operation").fill("rental cancel")
        left = page.locator(".op:visible")
        await page.get_by_text("operations", exact=False).first.wait_for()
        found = await left.evaluate_all("all => all.map(each => each.id)")
        assert sorted(found) == ["cancelMyRental", "cancelRental"]
        await page.get_by_label("Find an operation").fill("no such thing")
        assert await left.count() == 0
        assert errors == []


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
