"""What the member page says of other devices: each way in and out, in the inbox."""

from pathlib import Path

import httpx2
import pytest
from playwright.async_api import Browser

from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_member import visiting
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.slow


async def signed_in_elsewhere(alice: Visitor, http: httpx2.AsyncClient, device: str) -> str:
    """The access token of another device of the same person."""
    contact = {"contact": alice.contact}
    (await http.post("/v1/sign-in/codes", json=contact)).raise_for_status()
    typed = contact | {"code": alice.code(), "device": device}
    signed = (await http.post("/v1/sign-in/tokens", json=typed)).raise_for_status()
    token: str = signed.json()["access_token"]
    return token


async def test_another_device_is_told_when_it_comes_and_when_it_goes(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with (
        visiting(browser, server, tmp_path) as (alice, errors),
        httpx2.AsyncClient(base_url=server.url) as http,
    ):
        await alice.joins()
        # What it is called is the person's text: shown as text, whatever is in it.
        token = await signed_in_elsewhere(alice, http, "<b>Tablet</b>")
        await alice.page.reload()
        inbox = alice.page.get_by_role("region", name="Inbox")
        await inbox.get_by_text("New sign-in").wait_for()
        await inbox.get_by_text("“<b>Tablet</b>” has signed in.").wait_for()
        headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "out"}
        (await http.post("/v1/me/sign-out", headers=headers)).raise_for_status()
        await alice.page.reload()
        await inbox.get_by_text("“<b>Tablet</b>” is signed out.").wait_for()
        assert errors == []
