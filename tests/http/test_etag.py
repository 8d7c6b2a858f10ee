"""Conditional requests: nothing is sent twice to who has it, nothing is overwritten unseen."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from httpx import Response

from service.members.consents import Purpose
from tests.http.doors import Doors, is_problem

BOARD = "seeds-weekly"
POLLED = (
    "/v1/me",
    "/v1/me/purse",
    "/v1/me/statement",
    "/v1/me/holds",
    "/v1/charities",
    "/v1/me/inbox",
    "/v1/me/tasks",
    "/v1/me/rentals",
    "/v1/me/invitations",
    "/v1/me/consents",
    "/v1/me/consents/history",
    "/v1/me/access-log",
    "/v1/games",
    "/v1/programme/texts/enrolment",
    "/v1/programme",
    "/v1/ledger/keys",
    "/.well-known/jwks.json",
)
KEYS = POLLED[-2:]


async def read(doors: Doors, path: str, token: str = "", tag: str | None = None) -> Response:
    headers = {} if tag is None else {"If-None-Match": tag}
    return await doors.call("GET", path, token, headers=headers)


def is_unmodified(response: Response, tag: str, cached: str = "no-cache") -> None:
    assert (response.status_code, response.content) == (304, b"")
    assert response.headers["etag"] == tag
    assert "content-type" not in response.headers
    assert response.headers["x-request-id"]
    assert response.headers["cache-control"].endswith(cached)


@pytest.mark.parametrize("path", POLLED)
async def test_what_is_polled_is_sent_once(doors: Doors, path: str) -> None:
    token = await doors.member()
    first = await read(doors, path, token)
    tag = first.headers["etag"]
    assert first.status_code == 200
    private = path.startswith(("/v1/me", "/v1/games", "/v1/charities"))
    cached = "public, max-age=300" if path in KEYS else "no-cache"
    assert first.headers["cache-control"] == ("private, no-cache" if private else cached)
    for named in (tag, f"W/{tag}", f'"other", {tag}', f'"a,b",W/{tag}', "*"):
        is_unmodified(await read(doors, path, token, named), tag, cached)
    for named in ('"other"', tag.strip('"'), tag.upper().replace('"', ""), "", '""', 'W/"*"'):
        again = await read(doors, path, token, named)
        assert (again.status_code, again.content) == (200, first.content)


async def test_what_has_changed_is_sent_again(doors: Doors) -> None:
    token = await doors.member()
    for path in ("/v1/me/tasks", "/v1/me/consents", "/v1/me"):
        before = (await read(doors, path, token)).headers["etag"]
        if path == "/v1/me/tasks":
            await doors.call("POST", "/v1/me/tasks/weekly-ride", token)
        elif path == "/v1/me/consents":
            await doors.consent(token, Purpose.SCORE, "programme")
        else:
            await doors.call("PATCH", "/v1/me", token, json={"display_name": "Alba"})
        after = await read(doors, path, token, before)
        assert after.status_code == 200
        assert after.headers["etag"] != before


async def test_the_guards_run_first(doors: Doors) -> None:
    token = await doors.member()
    for path in ("/v1/me", "/v1/me/purse", f"/v1/boards/{BOARD}"):
        tag = (await read(doors, path, token)).headers["etag"]
        for nobody in ("", "nonsense", await doors.display()):
            is_problem(await read(doors, path, nobody, tag), 401, "not_authenticated")
            is_problem(await read(doors, path, nobody, "*"), 401, "not_authenticated")
    kiosk = await doors.merchant()
    is_problem(await read(doors, "/v1/merchant/rentals/x", kiosk, "*"), 404, "rental_unknown")
    is_problem(await read(doors, "/v1/me/score", token, "*"), 409, "no_consent")


async def test_one_member_s_tag_says_nothing_of_another(doors: Doors) -> None:
    alice, bob = await doors.member(name="Alice"), await doors.member(name="Bob")
    tag = (await read(doors, "/v1/me", alice)).headers["etag"]
    assert (await read(doors, "/v1/me", bob, tag)).json()["display_name"] == "Bob"


async def test_a_board_is_the_same_while_nobody_moves(doors: Doors) -> None:
    token, screen = await doors.member(), await doors.display()
    for path, who in ((f"/v1/boards/{BOARD}", token), ("/v1/display/board", screen)):
        first = await read(doors, path, who)
        tag = first.headers["etag"]
        assert tag.startswith('W/"')
        doors.clock.advance(timedelta(seconds=1))
        await asyncio.sleep(0.3)  # the feed hears of the time
        is_unmodified(await read(doors, path, who, tag), tag)
    tag = (await read(doors, f"/v1/boards/{BOARD}", token)).headers["etag"]
    await doors.consent(token, Purpose.BOARD, BOARD)
    deadline = asyncio.get_running_loop().time() + 10
    while (await read(doors, f"/v1/boards/{BOARD}", token, tag)).status_code == 304:
        assert asyncio.get_running_loop().time() < deadline
        await asyncio.sleep(0.05)


async def test_only_what_is_read_has_a_tag(doors: Doors) -> None:
    token = await doors.member()
    joined = await doors.call("POST", "/v1/me/tasks/weekly-ride", token)
    assert joined.is_success
    for answer in (joined, await doors.call("GET", "/health/live"), await read(doors, "/no")):
        assert "etag" not in answer.headers
        assert answer.headers["cache-control"] == "no-store"


async def rename(doors: Doors, token: str, name: str, *tags: str, key: str = "") -> Response:
    options: dict[str, Any] = {"key": key} if key else {}
    headers = [("If-Match", tag) for tag in tags]
    return await doors.call(
        "PATCH", "/v1/me", token, json={"display_name": name}, headers=dict(headers), **options
    )


async def test_two_phones_do_not_overwrite_each_other(doors: Doors) -> None:
    token = await doors.member()
    tag = (await read(doors, "/v1/me", token)).headers["etag"]
    names = [f"Name {n}" for n in range(10)]
    calls = [rename(doors, token, name, tag) for name in names]
    answers = await asyncio.gather(*calls)
    assert sorted(answer.status_code for answer in answers) == [200] + [412] * 9
    done = next(answer.json() for answer in answers if answer.is_success)
    me = await read(doors, "/v1/me", token)
    assert me.json()["display_name"] == done["display_name"]
    assert (await rename(doors, token, "Last", me.headers["etag"])).status_code == 200


async def test_a_stale_tag_changes_nothing_and_says_what_to_do(doors: Doors) -> None:
    token = await doors.member()
    old = (await read(doors, "/v1/me", token)).headers["etag"]
    assert (await rename(doors, token, "Anna")).status_code == 200  # who asks for nothing may
    new = (await read(doors, "/v1/me", token)).headers["etag"]
    foreign = (await read(doors, "/v1/me", await doors.pending())).headers["etag"]
    nonsense = ('""', '"x"', "x", "", f"W/{new}", new.strip('"'), '"-1.x"', '"9999999999.x"')
    nonsense += (f'"{"9" * 30}.x"', f'"{"9" * 5000}"')  # more digits than Python reads
    for tag in (old, foreign, *nonsense):
        problem = is_problem(await rename(doors, token, "Eve", tag), 412, "precondition_failed")
        assert "read it again" in problem["detail"]
    assert (await read(doors, "/v1/me", token)).json()["display_name"] == "Anna"
    assert (await rename(doors, token, "Anna", "*")).status_code == 200
    now = (await read(doors, "/v1/me", token)).headers["etag"]
    assert (await rename(doors, token, "Anna", f'"x", {now}')).status_code == 200


async def test_the_same_key_with_another_precondition_is_another_request(doors: Doors) -> None:
    token = await doors.member()
    tag = (await read(doors, "/v1/me", token)).headers["etag"]
    for _ in range(2):  # the second is the first's answer, though the tag is stale by then
        assert (await rename(doors, token, "Anna", tag, key="one")).status_code == 200
    is_problem(await rename(doors, token, "Anna", key="one"), 422, "key_reused")
