"""How a merchant's pages are signed in: nothing for strangers, nothing from other sites."""

import re
from datetime import timedelta

import httpx2
import pytest

from service.keys import Keys
from service.pages.merchant.cookie import COOKIE, COUNTER, OFFICE
from service.pages.merchant.routes import MERCHANT_PAGES
from tests.http.openapi.hidden import pages
from tests.pages.crowd import Crowd
from tests.pages.merchant.till import Till
from tests.pages.served import SECRET, Served

pytestmark = pytest.mark.slow

BY_PAGE = {"HX-Request": "true"}
FRONTS = {COUNTER, OFFICE}
# What is for those who are no merchants yet.
OPEN = {f"{OFFICE}/apply", f"{OFFICE}/applications/{{application}}"}


@pytest.mark.parametrize("path", pages("POST", MERCHANT_PAGES))
async def test_nothing_is_changed_by_what_another_site_can_send(server: Served, path: str) -> None:
    async with httpx2.AsyncClient(base_url=server.url) as client:
        answer = await client.post(re.sub("{.*?}", "x", path), data={"key": "a"})
        assert (answer.status_code, answer.json()["code"]) == (403, "not_from_page")
        assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "path", [each for each in pages("GET", MERCHANT_PAGES) if each not in OPEN]
)
async def test_who_is_not_signed_in_is_led_to_the_way_in(server: Served, path: str) -> None:
    async with httpx2.AsyncClient(base_url=server.url) as client:
        named = re.sub("{.*?}", "x", path)
        answer = await client.get(named, params={"cursor": "x"})
        if named in FRONTS:
            assert 'name="merchant_key"' in answer.text
            return
        by_page = await client.get(named, params={"cursor": "x"}, headers=BY_PAGE)
        front = COUNTER if named.startswith(COUNTER) else OFFICE
        assert answer.status_code == 303
        assert answer.headers["location"] == by_page.headers["hx-redirect"] == front


@pytest.mark.parametrize(
    "cookie", ["", "1", "9999999999.", "9999999999.abcd", "abc.def", "9" * 400 + ".x", "\u00b2.x"]
)
async def test_a_cookie_that_is_none_opens_nothing_and_is_forgotten(
    server: Served, cookie: str
) -> None:
    async with httpx2.AsyncClient(base_url=server.url) as client:
        shown = {"Cookie": f"{COOKIE}={cookie}".encode("latin-1")}
        front = await client.get(COUNTER, headers=shown)
        assert 'name="merchant_key"' in front.text
        assert "max-age=0" in front.headers["set-cookie"].lower()


async def test_a_cookie_ends_and_nobody_moves_its_end(server: Served, people: Crowd) -> None:
    key = await Till.key_of(people)
    async with httpx2.AsyncClient(base_url=server.url) as client:
        entered = await client.post(
            f"{COUNTER}/session", data={"merchant_key": key}, headers=BY_PAGE
        )
        assert (entered.status_code, entered.headers["hx-redirect"]) == (204, COUNTER)
        ends, _, sealed = client.cookies.get(COOKIE, path=COUNTER).strip('"').partition(".")
        assert key not in sealed
        client.cookies.clear()
        moved = {"Cookie": f"{COOKIE}={int(ends) + 3600}.{sealed}"}
        assert 'name="merchant_key"' in (await client.get(COUNTER, headers=moved)).text
        kept = {"Cookie": f"{COOKIE}={ends}.{sealed}"}
        assert 'name="merchant_key"' not in (await client.get(COUNTER, headers=kept)).text
        # What was sealed for yesterday is over, and what another secret sealed is nothing.
        at = people.world.clock.server_now()
        database = people.world.context.store.driver.db.name
        for keys, hours in ((Keys(SECRET, realm=database), -1), (Keys("x" * 40), 1)):
            end = round((at + timedelta(hours=hours)).timestamp())
            made = keys.pages.seal(key, account="", place=f"until {end}")
            other = {"Cookie": f"{COOKIE}={end}.{made}"}
            assert 'name="merchant_key"' in (await client.get(COUNTER, headers=other)).text


async def test_only_the_counter_may_use_the_camera(server: Served) -> None:
    async with httpx2.AsyncClient(base_url=server.url) as client:
        counter, member = await client.get(COUNTER), await client.get("/member")
        assert "camera=(self)" in counter.headers["permissions-policy"]
        assert "camera=()" in member.headers["permissions-policy"]
        policy = counter.headers["content-security-policy"]
        assert policy == member.headers["content-security-policy"]
        assert "style=" not in counter.text
