"""What pages send along: policy, cookies, caching, and nothing to strangers."""

import asyncio
from typing import Any

import httpx2
import pytest

from service.pages.assets import asset, build, files
from tests.pages.crowd import Crowd
from tests.pages.served import Served


async def test_a_page_allows_nothing_but_its_own_files(empty_server: Served) -> None:
    async with httpx2.AsyncClient(base_url=empty_server.url) as client:
        page = await client.get("/display")
        policy = page.headers["content-security-policy"]
        assert policy.startswith("default-src 'none'; script-src 'self'; ")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert page.headers["cache-control"] == "no-store"
        assert "<script>" not in page.text
        assert "style=" not in page.text


async def test_the_bare_address_leads_to_the_member_page(empty_server: Served) -> None:
    async with httpx2.AsyncClient(base_url=empty_server.url) as client:
        front = await client.get("/")
        assert (front.status_code, front.headers["location"]) == (307, "/member")


@pytest.mark.parametrize("name", ["display.js", "display.css", "fonts/inter-latin.woff2"])
async def test_files_are_kept_for_ever_under_their_content(empty_server: Served, name: str) -> None:
    async with httpx2.AsyncClient(base_url=empty_server.url) as client:
        file = await client.get(asset(name))
        assert file.content == files()[name]
        assert file.headers["cache-control"] == "public, max-age=31536000, immutable"
        assert (await client.get(f"/assets/000000000000/{name}")).status_code == 404


async def test_only_shipped_files_are_served(empty_server: Served) -> None:
    async with httpx2.AsyncClient(base_url=empty_server.url) as client:
        for name in ("../page.py", "%2e%2e/page.py", "/etc/passwd", "fonts", ""):
            answer = await client.get(f"/assets/{build()}/{name}")
            assert answer.status_code == 404, name


async def test_pairing_sets_a_cookie_that_no_script_reads(server: Served, people: Crowd) -> None:
    token = await people.screen()
    async with httpx2.AsyncClient(base_url=server.url) as client:
        paired = await client.post("/display/session", json={"token": token})
        assert paired.status_code == 204
        cookie = paired.headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie
        assert (await client.get("/v1/display/board")).status_code == 200
        assert 'id="screen"' in (await client.get("/display")).text
        await client.delete("/display/session")
        assert (await client.get("/v1/display/board")).status_code == 401


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"content-type": "application/json"}, '{"token": "sbd_no"}', 401),
        ({"content-type": "application/json"}, '{"token": "x", "more": 1}', 422),
        ({"content-type": "application/x-www-form-urlencoded"}, "token=sbd_no", 415),
        ({"content-type": "text/plain"}, '{"token": "sbd_no"}', 415),
    ],
)
async def test_nothing_else_pairs(
    empty_server: Served, headers: dict[str, str], body: str, status: int
) -> None:
    async with httpx2.AsyncClient(base_url=empty_server.url) as client:
        answer = await client.post("/display/session", content=body, headers=headers)
        assert answer.status_code == status
        assert "set-cookie" not in answer.headers


async def test_a_revoked_screen_is_asked_to_pair(
    server: Served, people: Crowd, admin: Any, database_name: str
) -> None:
    token = await people.screen()
    async with httpx2.AsyncClient(base_url=server.url) as client:
        await client.post("/display/session", json={"token": token})
        now = people.world.clock.server_now()
        tokens = admin[database_name].display_tokens
        tokens.update_many({}, {"$set": {"revoked_at": now}})
        for _ in range(150):
            if (await client.get("/v1/display/board")).status_code == 401:
                break
            await asyncio.sleep(0.02)
        else:
            pytest.fail("still open")
        assert "Pair this screen" in (await client.get("/display")).text
