"""Invitations at the doors: given out, named, listed; and no way to find codes by trying."""

from datetime import timedelta
from typing import Any

import pytest

from rewards.invitations.code import LENGTH
from tests.http.doors import Doors, is_problem, somebody

ISSUE, NAME = "/v1/me/invitations", "/v1/me/invitation"
NOBODYS = "ZZZZZZZZZZ"


async def issued(doors: Doors, token: str) -> str:
    """A new code."""
    response = await doors.call("POST", ISSUE, token)
    assert response.status_code == 201, response.text
    code: str = response.json()["code"]
    return code


async def listed(doors: Doors, token: str, **params: Any) -> dict[str, Any]:
    response = await doors.call("GET", ISSUE, token, params=params)
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


async def named(doors: Doors, token: str, code: str, **options: Any) -> Any:
    return await doors.call("POST", NAME, token, json={"code": code}, **options)


def a_month_later(doors: Doors) -> str:
    """Of now, on the clock that all of these tests share."""
    at = doors.clock.domain_now() + timedelta(days=30)
    return at.isoformat().replace("+00:00", "Z")


async def test_alice_brings_bob_and_both_see_what_comes_next(doors: Doors) -> None:
    alice, bob = await doors.member(), await doors.member(name="Bob")
    code = await issued(doors, alice)
    assert len(code) == LENGTH
    before = await listed(doors, alice)
    assert before["left"] == 9
    (mine,) = before["invitations"]
    assert (mine["code"], mine["state"], mine["promised"]) == (code, "issued", 200)
    assert mine["waits"] == {"waits_for": "newcomer", "until": a_month_later(doors)}
    response = await named(doors, bob, f" {code[:5].lower()}-{code[5:]}")
    assert response.status_code == 200, response.text
    assert response.json() == {
        "seeds": 100,
        "first_percent": 20,
        "days": 1,
        "ends_at": a_month_later(doors),
    }
    after = await listed(doors, alice)
    assert after["left"] == 10
    assert after["invitations"][0]["state"] == "joined"
    his = await listed(doors, bob)
    assert his["invitations"] == []
    assert (his["days_done"], his["days_needed"]) == (0, 1)
    assert his["came_by"]["promised"] == 100
    assert his["came_by"]["waits"]["waits_for"] == "tasks"


async def test_neither_learns_who_the_other_is(doors: Doors) -> None:
    alice, bob = await doors.member(), await doors.member(name="Bob")
    response = await named(doors, bob, await issued(doors, alice))
    at = doors.clock.server_now()
    ids = [doors.keys.read_access(token, at) for token in (alice, bob)]
    texts = [response.text, str(await listed(doors, alice)), str(await listed(doors, bob))]
    for access in ids:
        assert access is not None
        assert not [text for text in texts if access.sub in text]


async def test_a_repetition_says_so(doors: Doors) -> None:
    alice, bob = await doors.member(), await doors.member(name="Bob")
    first = await doors.call("POST", ISSUE, alice, key="same")
    again = await doors.call("POST", ISSUE, alice, key="same")
    assert first.json() == again.json()
    assert again.headers["idempotent-replayed"] == "true"
    one = await named(doors, bob, first.json()["code"], key="same")
    two = await named(doors, bob, first.json()["code"], key="same")
    assert (one.status_code, one.json()) == (two.status_code, two.json())
    other = await named(doors, bob, NOBODYS, key="same")
    is_problem(other, 422, "key_reused")


@pytest.mark.parametrize("code", ["", "x", NOBODYS, "0" * 32, "$where", "ÄÖÜäöüÄÖÜä"])
async def test_every_code_that_nobody_has_gets_the_same_answer(doors: Doors, code: str) -> None:
    token = await doors.member()
    one = is_problem(await named(doors, token, code), 404, "invitation_unknown")
    other = is_problem(await named(doors, token, "0000000000"), 404, "invitation_unknown")
    assert one | {"instance": ""} == other | {"instance": ""}
    assert one["refusal"] == {}


@pytest.mark.parametrize("body", [{}, {"code": 1}, {"code": None}, {"code": "x" * 33}, [], "x"])
async def test_what_is_no_code_at_all(doors: Doors, body: Any) -> None:
    token = await doors.member()
    is_problem(await doors.call("POST", NAME, token, json=body), 422, "invalid_request")


async def test_what_is_refused_says_why(doors: Doors) -> None:
    alice, bob = await doors.member(), await doors.member(name="Bob")
    pending, code = await doors.pending(), await issued(doors, alice)
    is_problem(await named(doors, pending, code), 409, "membership_not_active")
    is_problem(await doors.call("POST", ISSUE, pending), 409, "membership_not_active")
    is_problem(await named(doors, alice, code), 409, "own_invitation")
    await named(doors, bob, code)
    is_problem(await named(doors, bob, code), 409, "already_invited")
    is_problem(await named(doors, await doors.member(), code), 409, "invitation_taken")
    back = await issued(doors, bob)
    refused = is_problem(await named(doors, alice, back), 409, "has_invited")
    assert refused["refusal"] == {"invited": 1}


async def test_ten_at_a_time_and_a_page_at_a_time(doors: Doors) -> None:
    alice = await doors.member()
    codes = {await issued(doors, alice) for _ in range(10)}
    refused = is_problem(await doors.call("POST", ISSUE, alice), 409, "too_many_invitations")
    assert refused["refusal"] == {"open": 10, "most": 10}
    found: list[str] = []
    cursor = ""
    for expected in (4, 4, 2):
        page = await listed(doors, alice, limit=4, cursor=cursor)
        assert (len(page["invitations"]), page["left"]) == (expected, 0)
        found += [each["code"] for each in page["invitations"]]
        cursor = page.get("next_cursor", "")
    assert (cursor, len(found), set(found)) == ("", 10, codes)
    first = await listed(doors, alice, limit=4)
    bob = await doors.member(name="Bob")
    stolen = {"cursor": first["next_cursor"]}
    is_problem(await doors.call("GET", ISSUE, bob, params=stolen), 422, "invalid_request")


async def test_ten_tries_an_hour_by_one_member_whatever_is_tried(own_doors: Doors) -> None:
    alice, bob = await own_doors.member(), await own_doors.member(name="Bob")
    code = await issued(own_doors, alice)
    for number in range(8):
        wrong = await named(own_doors, bob, f"{number:010d}")
        is_problem(wrong, 404, "invitation_unknown")
    is_problem(await own_doors.call("POST", NAME, bob, json={}), 422, "invalid_request")
    is_problem(await named(own_doors, bob, NOBODYS, key=""), 400, "idempotency_key_missing")
    refused = is_problem(await named(own_doors, bob, code), 429, "too_many_requests")
    assert refused["refusal"] == {"retry_after_s": 3600, "policy": "invitations_per_member"}
    own_doors.clock.advance(timedelta(hours=1))
    fresh = own_doors.keys.sign_access(*_whose(own_doors, bob), own_doors.clock.server_now())
    assert (await named(own_doors, fresh, code)).status_code == 200


async def test_thirty_tries_an_hour_from_one_address_however_many_members(
    own_doors: Doors,
) -> None:
    people = [await own_doors.member(somebody()) for _ in range(4)]
    code = await issued(own_doors, people[0])
    for who in people[:3]:
        for number in range(10):
            await named(own_doors, who, f"{number:010d}")
    is_problem(await named(own_doors, people[3], code), 429, "too_many_requests")
    forwarded = {"X-Forwarded-For": "192.0.2.1"}
    refused = await named(own_doors, people[3], code, headers=forwarded)
    is_problem(refused, 429, "too_many_requests")


async def test_what_is_issued_is_not_counted_as_a_try(own_doors: Doors) -> None:
    alice = await own_doors.member()
    for _ in range(10):
        await issued(own_doors, alice)
    for _ in range(40):
        await listed(own_doors, alice)


def _whose(doors: Doors, token: str) -> tuple[str, str]:
    access = doors.keys.read_access(token, doors.clock.server_now() - timedelta(hours=1))
    assert access is not None
    return access.sub, access.sid
