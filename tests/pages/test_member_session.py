"""The app's session: cookies that no script reads, two tabs, and the way out."""

import asyncio
import re
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.async_api import Browser, Request

from service.pages.member.cookies import ACCESS, REFRESH
from tests.http.openapi.hidden import pages
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.test_member import visiting
from tests.pages.visitor import Visitor

pytestmark = pytest.mark.slow

REFRESHED = "/member/session/refresh"
BY_PAGE = {"HX-Request": "true"}
# The way in, and what makes it an app that a phone keeps.
FOR_ALL = {
    "/member",
    *(f"/member/{name}" for name in ("manifest.webmanifest", "worker.js", "offline")),
}


async def cookies_of(alice: Visitor) -> dict[str, Any]:
    """By name."""
    return {each["name"]: each for each in await alice.page.context.cookies()}


async def test_tokens_are_in_cookies_that_no_script_reads(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    said: list[str] = []
    async with visiting(browser, server, tmp_path) as (alice, errors):
        alice.page.on("request", lambda sent: _note(sent, said))
        await alice.joins()
        cookies = await cookies_of(alice)
        assert set(cookies) == {REFRESH, ACCESS}
        for cookie in cookies.values():
            assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (
                (True, "Strict", "/member")
            )
            assert cookie["value"].partition(".")[2] not in await alice.page.content()
        assert await alice.page.evaluate("document.cookie") == ""
        # The installation's name outlives the session, and signing in says it.
        [[name, installation]] = await alice.page.evaluate("Object.entries(localStorage)")
        # htmx notes where the page is, and no page.
        noted = await alice.page.evaluate("Object.entries(sessionStorage)")
        assert noted == [["htmx-current-path-for-history", "/member"]]
        assert name == "seedbank.installation"
        assert re.fullmatch("[0-9a-f]{32}", installation)
        assert [installation in body for body in said] == [True, True]
        await alice.page.reload()
        await alice.heading("Hello, Alice")
        assert errors == []


def _note(sent: Request, said: list[str]) -> None:
    if sent.method == "POST" and "/member/sign-in" in sent.url:
        said.append(sent.post_data or "")


async def test_a_page_whose_access_token_ended_goes_on_with_the_session(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        for _ in range(2):
            await alice.page.context.clear_cookies(name=ACCESS)
            other = Visitor(await alice.page.context.new_page(), server, tmp_path / "log")
            url = f"{server.url}/member"
            # Both come with the same refresh token at once.
            await asyncio.gather(alice.page.goto(url), other.page.goto(url))
            await asyncio.gather(alice.heading("Hello, Alice"), other.heading("Hello, Alice"))
        await alice.goes("Earn")
        await alice.page.get_by_text("Bring an umbrella back").first.wait_for()
        assert errors == []


async def test_signing_out_ends_the_session_in_every_tab(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, errors):
        await alice.joins()
        cookies = await cookies_of(alice)
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
        stolen = {"Cookie": f"{REFRESH}={cookies[REFRESH]['value']}"}
        answer = await client.post(REFRESHED, json={}, headers=stolen)
        assert answer.status_code == 401


async def test_a_session_that_ended_elsewhere_leads_to_the_way_in(
    browser: Browser, server: Served, people: Crowd, tmp_path: Path
) -> None:
    async with visiting(browser, server, tmp_path) as (alice, _errors):
        await alice.joins()
        cookies = await cookies_of(alice)
        async with httpx2.AsyncClient(base_url=server.url) as client:
            shown = {"Cookie": f"{REFRESH}={cookies[REFRESH]['value']}"}
            await client.post("/member/sign-out", headers=shown | BY_PAGE)
        async with asyncio.timeout(5):  # every process hears of it within a second
            while await alice.page.get_by_label("E-mail or mobile number").count() == 0:
                await alice.page.goto(f"{server.url}/member")
        assert await alice.page.context.cookies() == []


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_only_json_refreshes_a_session(empty_server: Served, kind: str) -> None:
    async with httpx2.AsyncClient(base_url=empty_server.url) as client:
        headers = {"Content-Type": kind, "Cookie": f"{REFRESH}=a.b"}
        answer = await client.post(REFRESHED, content="{}", headers=headers)
        assert answer.status_code == 415
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", pages("POST"))
async def test_nothing_is_changed_by_what_another_site_can_send(
    empty_server: Served, path: str
) -> None:
    async with httpx2.AsyncClient(base_url=empty_server.url) as client:
        named = re.sub("{.*?}", "x", path)
        answer = await client.post(named, data={"contact": "alice@example.com"})
        assert (answer.status_code, answer.json()["code"]) == (403, "not_from_page")
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize("path", [each for each in pages("GET") if each not in FOR_ALL])
async def test_who_is_not_signed_in_is_led_to_the_way_in(empty_server: Served, path: str) -> None:
    async with httpx2.AsyncClient(base_url=empty_server.url) as client:
        named = re.sub("{.*?}", "x", path)
        answer = await client.get(named)
        by_page = await client.get(named, headers=BY_PAGE)
        if answer.status_code == 303:
            assert answer.headers["location"] == by_page.headers["hx-redirect"] == "/member"
        else:  # what it names is no name of anything
            assert answer.status_code in (400, 404, 422)


@pytest.mark.parametrize("cookie", ["", "nobody", "nobody.nothing", "."])
async def test_a_cookie_of_no_session_opens_nothing_and_is_forgotten(
    empty_server: Served, cookie: str
) -> None:
    async with httpx2.AsyncClient(base_url=empty_server.url) as client:
        shown = {"Cookie": f"{REFRESH}={cookie}; {ACCESS}={cookie}"}
        answer = await client.post(REFRESHED, json={}, headers=shown)
        assert (answer.status_code, answer.json()["code"]) == (401, "session_ended")
        front = await client.get("/member", headers=shown)
        assert front.status_code == 200
        for gone in (answer, front):
            assert "max-age=0" in gone.headers["set-cookie"].lower()
        assert (await client.post("/member/sign-out", headers=shown | BY_PAGE)).status_code == 204


async def test_it_is_an_app_that_a_phone_can_keep(
    browser: Browser, empty_server: Served, tmp_path: Path
) -> None:
    async with httpx2.AsyncClient(base_url=empty_server.url) as client:
        manifest = (await client.get("/member/manifest.webmanifest")).json()
        assert manifest["start_url"] == manifest["scope"] == "/member"
        for icon in manifest["icons"]:
            image = await client.get(icon["src"])
            assert image.headers["content-type"] == "image/png"
    async with visiting(browser, empty_server, tmp_path) as (alice, errors):
        await alice.page.goto(f"{empty_server.url}/member")
        await alice.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        await alice.page.context.set_offline(True)
        await alice.page.goto(f"{empty_server.url}/member/earn")
        await alice.heading("No connection")
        assert errors == []
