"""The member page's session: a cookie that no script reads, two tabs, and the way out."""

import asyncio
import re
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.async_api import Browser, Request

from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_member import visiting
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.slow

REFRESH = "/member/session/refresh"


async def test_the_refresh_token_is_in_a_cookie_that_no_script_reads(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    said: list[dict[str, Any]] = []
    async with visiting(browser, server, tmp_path) as (alice, errors):
        alice.page.on("request", lambda sent: _note(sent, said))
        await alice.joins()
        [cookie] = await alice.page.context.cookies()
        assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (
            (True, "Strict", "/member")
        )
        assert await alice.page.evaluate("document.cookie") == ""
        # The installation's name outlives the session, and signing in says it.
        kept = await alice.page.evaluate("Object.entries({...localStorage, ...sessionStorage})")
        [[name, installation]] = kept
        assert name == "seedbank.installation"
        assert re.fullmatch("[0-9a-f]{32}", installation)
        assert [body.get("installation") for body in said] == [installation] * 2
        assert cookie["value"].partition(".")[2] not in await alice.page.content()
        await alice.page.reload()
        await alice.heading("Hello, Alice")
        assert errors == []


def _note(sent: Request, said: list[dict[str, Any]]) -> None:
    if sent.url.endswith(("/v1/sign-in/codes", "/member/session")) and sent.method == "POST":
        said.append(sent.post_data_json)


async def test_two_tabs_may_refresh_at_once_and_again(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        other = Visitor(await alice.page.context.new_page(), server, tmp_path / "log")
        for _ in range(3):
            url = f"{server.url}/member"
            await asyncio.gather(alice.page.goto(url), other.page.goto(url))
            await asyncio.gather(alice.heading("Hello, Alice"), other.heading("Hello, Alice"))
        assert errors == []


async def test_an_access_token_that_ended_is_refreshed_unseen(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.page.clock.install()
        await alice.joins()
        await alice.page.clock.fast_forward("20:00")
        async with alice.page.expect_response(f"**{REFRESH}") as refreshed:
            await alice.goes("Earn")
        assert (await refreshed.value).status == 200
        await alice.page.get_by_text("Bring an umbrella back").first.wait_for()
        assert errors == []


async def test_signing_out_ends_the_session_in_every_tab(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        [cookie] = await alice.page.context.cookies()
        other = Visitor(await alice.page.context.new_page(), server, tmp_path / "log")
        await other.page.goto(f"{server.url}/member")
        await other.heading("Hello, Alice")
        await alice.goes("You")
        await alice.presses("Sign out")
        for tab in (alice, other):
            await tab.page.get_by_label("E-mail or mobile number").wait_for()
        assert await alice.page.context.cookies() == []
        assert errors == []
    async with httpx2.AsyncClient(base_url=server.url) as client:
        stolen = {"Cookie": f"seedbank_member={cookie['value']}"}
        answer = await client.post(REFRESH, json={}, headers=stolen)
        assert answer.status_code == 401


async def test_a_session_that_ended_elsewhere_asks_to_sign_in(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, _errors):
        await alice.joins()
        [cookie] = await alice.page.context.cookies()
        async with httpx2.AsyncClient(base_url=server.url) as client:
            shown = {"Cookie": f"seedbank_member={cookie['value']}"}
            await client.delete("/member/session", headers=shown)
        await alice.goes("You")
        await alice.page.get_by_label("E-mail or mobile number").wait_for()
        # The browser's jar is a process of its own, and may be a moment behind the page.
        async with asyncio.timeout(2):
            while await alice.page.context.cookies():
                await asyncio.sleep(0.02)


@pytest.mark.parametrize("path", ["/member/session", REFRESH])
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_only_json_starts_or_refreshes_a_session(
    server: Served, path: str, kind: str
) -> None:
    async with httpx2.AsyncClient(base_url=server.url) as client:
        headers = {"Content-Type": kind, "Cookie": "seedbank_member=a.b"}
        answer = await client.post(path, content="{}", headers=headers)
        assert answer.status_code == 415
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("cookie", ["", "nobody", "nobody.nothing", "."])
async def test_a_cookie_of_no_session_refreshes_nothing_and_is_forgotten(
    server: Served, cookie: str
) -> None:
    async with httpx2.AsyncClient(base_url=server.url) as client:
        shown = {"Cookie": f"seedbank_member={cookie}"}
        answer = await client.post(REFRESH, json={}, headers=shown)
        assert answer.status_code == 401
        assert answer.json()["code"] == "session_ended"
        assert "max-age=0" in answer.headers["set-cookie"].lower()
        assert (await client.delete("/member/session", headers=shown)).status_code == 204
