"""Attacks on signing in and on access tokens, at the doors themselves."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import Any

import jwt
import pytest
from pymongo import MongoClient

from tests.http.doors import Doors, is_problem, somebody

ME, CODES, TOKENS = "/v1/me", "/v1/sign-in/codes", "/v1/sign-in/tokens"
REFRESH = "/v1/sign-in/refresh"


async def test_a_code_used_by_many_at_once_makes_one_session(doors: Doors) -> None:
    contact = somebody()
    await doors.call("POST", CODES, json={"contact": contact})
    body = {"contact": contact, "code": doors.code_for(contact)}
    calls = [doors.call("POST", TOKENS, json=body) for _ in range(20)]
    answers = await asyncio.gather(*calls)
    assert Counter(each.status_code for each in answers) == {200: 1, 422: 19}
    (signed,) = [each.json() for each in answers if each.status_code == 200]
    listed = await doors.call("GET", "/v1/me/devices", signed["access_token"])
    assert [each["id"] for each in listed.json()["devices"]] == [signed["session"]]


async def test_a_code_of_another_contact_opens_nothing(doors: Doors) -> None:
    alice, bob = somebody(), somebody()
    for contact in (alice, bob):
        await doors.call("POST", CODES, json={"contact": contact})
    crossed = {"contact": bob, "code": doors.code_for(alice)}
    if doors.code_for(alice) != doors.code_for(bob):
        is_problem(await doors.call("POST", TOKENS, json=crossed), 422, "code_refused")
    right = {"contact": bob, "code": doors.code_for(bob)}
    assert (await doors.call("POST", TOKENS, json=right)).status_code == 200


@pytest.mark.parametrize(
    ("header", "opens"),
    [
        ("Bearer {}", True),
        ("bearer {}", True),
        ("BEARER {}", True),
        ("Basic {}", False),
        ("Bearer{}", False),
        ("{}", False),
        ("Bearer {},{}", False),
        ("Bearer {} {}", False),
        ("JWT {}", False),
        ("Bearer Bearer {}", False),
    ],
)
async def test_a_token_is_taken_as_bearer_and_in_no_other_way(
    doors: Doors, header: str, opens: bool
) -> None:
    token = (await doors.tokens(somebody()))["access_token"]
    headers = {"Authorization": header.replace("{}", token)}
    response = await doors.call("GET", ME, headers=headers)
    if opens:
        assert response.status_code == 200
    else:
        is_problem(response, 401, "not_authenticated")


async def test_a_token_in_another_place_opens_nothing(doors: Doors) -> None:
    token = (await doors.tokens(somebody()))["access_token"]
    for path in (f"{ME}?access_token={token}", f"{ME}?token={token}"):
        is_problem(await doors.call("GET", path), 401, "not_authenticated")
    headers = {"Cookie": f"seedbank_member={token}; access_token={token}"}
    is_problem(await doors.call("GET", ME, headers=headers), 401, "not_authenticated")


async def test_credentials_of_one_kind_open_no_door_of_another(doors: Doors) -> None:
    tokens = await doors.tokens(somebody())
    keys = [await doors.merchant(), await doors.display()]
    for wrong in (*keys, tokens["refresh_token"], tokens["session"]):
        is_problem(await doors.call("GET", ME, wrong), 401, "not_authenticated")
    for method, path in (("POST", "/v1/merchant/checks"), ("GET", "/v1/operator/me")):
        response = await doors.call(method, path, tokens["access_token"])
        is_problem(response, 401, "not_authenticated")


async def test_a_token_signed_by_the_right_key_for_something_else(doors: Doors) -> None:
    now = doors.clock.server_now()
    signer = doors.keys.tokens.signer(now)
    good = {
        "iss": "seedbank",
        "aud": "member",
        "sub": "alice",
        "sid": "s1",
        "iat": now,
        "exp": now + timedelta(minutes=15),
    }
    head = {"kid": signer.kid, "typ": "at+jwt"}
    assert (await _asked(doors, jwt.encode(good, signer.private, "EdDSA", head))) != 401
    for change in (
        {"aud": "merchant"},
        {"aud": "display"},
        {"iss": "https://accounts.example"},
        {"exp": now},
        {"iat": now + timedelta(minutes=1)},
        {"sid": ""},
        {"nonce": "n", "aud": "app-client-id"},
    ):
        token = jwt.encode(good | change, signer.private, "EdDSA", head)
        assert await _asked(doors, token) == 401, change
    for header in ({"typ": "JWT"}, {"typ": "rt+jwt"}, {"kid": "../../etc/passwd"}):
        token = jwt.encode(good, signer.private, "EdDSA", head | header)
        assert await _asked(doors, token) == 401, header


async def _asked(doors: Doors, token: str) -> int:
    response = await doors.call("GET", "/v1/me/purse", token)
    code: str = response.json().get("code", "")
    # The account of such a token is nobody's, which a good one is told in its own words.
    return 200 if code == "account_gone" else response.status_code


async def test_a_code_costs_the_same_work_for_a_member_and_a_stranger(
    own_doors: Doors, admin: MongoClient[dict[str, Any]], database_name: str
) -> None:
    """What the database is asked to do, counted by the database itself."""
    contact, stranger, database = somebody(), somebody(), admin[database_name]
    await own_doors.member(contact)
    # Both have been sent a code before, so the only difference is who they are.
    await own_doors.call("POST", CODES, json={"contact": stranger})
    work = []
    for who in (contact, stranger):
        database.command("profile", 2)
        asked = await own_doors.call("POST", CODES, json={"contact": who})
        database.command("profile", 0)
        assert asked.status_code == 202
        rows = list(database["system.profile"].find({"ns": {"$regex": "codes|members|claims"}}))
        work.append(Counter((row["op"], row["ns"]) for row in rows))
        database["system.profile"].drop()
    assert work[0] == work[1]
    assert {ns.partition(".")[2] for _, ns in work[0]} == {"codes"}


async def test_tokens_that_were_made_up_leave_nothing_in_the_database(own_doors: Doors) -> None:
    signed = await own_doors.tokens(somebody())
    database = own_doors.context.store.driver.db
    shown = {"refresh_token": f"{signed['session']}.{'0' * 32}"}
    is_problem(await own_doors.call("POST", REFRESH, json=shown), 401, "session_ended")  # it ends

    async def written() -> dict[str, int]:
        # All but the general limit, which counts in slabs.
        names = set(await database.list_collection_names()) - {"counters"}
        return {name: await database[name].count_documents({}) for name in names}

    before = await written()
    for token in ("", "x", "a.b", f"{'f' * 32}.{'0' * 32}", shown["refresh_token"], "\x00.\x00"):
        refused = await own_doors.call("POST", REFRESH, json={"refresh_token": token})
        is_problem(refused, 401, "session_ended")
        gone = {"Cookie": f"seedbank_member={token}"} if token.isprintable() else {}
        gone["HX-Request"] = "true"
        ended = await own_doors.call("POST", "/member/sign-out", headers=gone)
        assert ended.status_code == 204
    assert await written() == before
