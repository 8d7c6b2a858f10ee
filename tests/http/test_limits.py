"""Limits: counted per try, before anything is looked up, the same for everybody."""

import asyncio
from datetime import timedelta

from tests.http.doors import Doors, is_problem, somebody

HOUR = timedelta(hours=1)
CODES, TOKENS, CHECKS = "/v1/sign-in/codes", "/v1/sign-in/tokens", "/v1/merchant/checks"


async def test_five_codes_an_hour_to_one_contact(own_doors: Doors) -> None:
    contact = somebody()
    for spelling in (contact, contact.upper(), f" {contact}", contact, contact):
        asked = await own_doors.call("POST", CODES, json={"contact": spelling})
        assert (asked.status_code, asked.json()) == (202, {"expires_in_s": 300})
    refused = await own_doors.call("POST", CODES, json={"contact": contact})
    problem = is_problem(refused, 429, "too_many_requests")
    assert problem["refusal"] == {"retry_after_s": 3600, "policy": "codes_per_contact"}
    assert refused.headers["retry-after"] == "3600"
    other = await own_doors.call("POST", CODES, json={"contact": somebody()})
    assert other.status_code == 202
    own_doors.clock.advance(HOUR)
    again = await own_doors.call("POST", CODES, json={"contact": contact})
    assert again.status_code == 202


async def test_a_member_and_a_stranger_get_the_same_answer(own_doors: Doors) -> None:
    contact = somebody()
    await own_doors.member(contact)
    known = await own_doors.call("POST", CODES, json={"contact": contact})
    unknown = await own_doors.call("POST", CODES, json={"contact": somebody()})
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    for refused in (contact, somebody()):
        body = {"contact": refused, "code": "000000"}
        wrong = await own_doors.call("POST", TOKENS, json=body)
        assert is_problem(wrong, 422, "code_refused")["refusal"] == {}


async def test_twenty_codes_an_hour_from_one_address(own_doors: Doors) -> None:
    for _ in range(20):
        asked = await own_doors.call("POST", CODES, json={"contact": somebody()})
        assert asked.status_code == 202
    for contact in (somebody(), "no contact at all"):
        refused = await own_doors.call("POST", CODES, json={"contact": contact})
        is_problem(refused, 429, "too_many_requests")
    forwarded = await own_doors.call(
        "POST", CODES, json={"contact": somebody()}, headers={"X-Forwarded-For": "192.0.2.1"}
    )
    is_problem(forwarded, 429, "too_many_requests")


async def test_thirty_tries_an_hour_from_one_address_even_at_once(own_doors: Doors) -> None:
    bodies = [{"contact": somebody(), "code": "000000"} for _ in range(40)]
    calls = [own_doors.call("POST", TOKENS, json=body) for body in bodies]
    statuses = [response.status_code for response in await asyncio.gather(*calls)]
    assert sorted(statuses) == [422] * 30 + [429] * 10


async def test_a_code_has_five_tries_and_one_use(own_doors: Doors) -> None:
    contact = somebody()
    await own_doors.call("POST", CODES, json={"contact": contact})
    code = own_doors.code_for(contact)
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        tried = await own_doors.call("POST", TOKENS, json={"contact": contact, "code": wrong})
        is_problem(tried, 422, "code_refused")
    late = await own_doors.call("POST", TOKENS, json={"contact": contact, "code": code})
    is_problem(late, 422, "code_refused")
    await own_doors.call("POST", CODES, json={"contact": contact})
    body = {"contact": contact, "code": own_doors.code_for(contact)}
    assert (await own_doors.call("POST", TOKENS, json=body)).status_code == 200
    is_problem(await own_doors.call("POST", TOKENS, json=body), 422, "code_refused")


async def test_a_refresh_token_works_once_and_its_reuse_ends_the_session(own_doors: Doors) -> None:
    first = await own_doors.tokens(somebody())
    path, shown = "/v1/sign-in/refresh", {"refresh_token": first["refresh_token"]}
    second = await own_doors.call("POST", path, json=shown)
    assert second.status_code == 200
    assert second.json()["refresh_token"] != first["refresh_token"]
    assert second.json()["session"] == first["session"]
    own_doors.clock.advance(timedelta(minutes=1))
    is_problem(await own_doors.call("POST", path, json=shown), 401, "session_ended")
    stolen = {"refresh_token": second.json()["refresh_token"]}
    is_problem(await own_doors.call("POST", path, json=stolen), 401, "session_ended")
    for nonsense in ("", ".", "x", "x.y", first["session"], f"{first['session']}."):
        refused = await own_doors.call("POST", path, json={"refresh_token": nonsense})
        is_problem(refused, 401, "session_ended")


async def test_six_hundred_checks_a_minute_by_one_merchant(own_doors: Doors) -> None:
    kiosk, body = await own_doors.merchant(), {"token": "0" * 32}
    limiter, rates = own_doors.app.state.means.limiter, own_doors.app.state.means.rates
    at = own_doors.clock.server_now()
    for _ in range(599):
        await limiter.count("checks_per_merchant", "umbrella-kiosk", rates.checks_per_merchant, at)
    is_problem(await own_doors.call("POST", CHECKS, kiosk, json=body), 404, "unknown_pass")
    refused = await own_doors.call("POST", CHECKS, kiosk, json=body)
    told = is_problem(refused, 429, "too_many_requests")["refusal"]
    assert told == {"retry_after_s": 60, "policy": "checks_per_merchant"}
    own_doors.clock.advance(timedelta(minutes=1))
    is_problem(await own_doors.call("POST", CHECKS, kiosk, json=body), 404, "unknown_pass")
