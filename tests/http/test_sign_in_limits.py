"""What protects signing in: caps per contact, installation and address, and two breakers."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from httpx import ASGITransport, AsyncClient, Response

from service.limits.rate import BreakerRate
from service.programme_demo import DEMO
from tests.http.doors import Doors, is_problem, open_doors, somebody
from tests.unlimited import UNLIMITED

CODES, TOKENS = "/v1/sign-in/codes", "/v1/sign-in/tokens"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
RATES = DEMO.numbers.rates


async def send(doors: Doors, path: str, peer: str = "192.0.2.1", **body: Any) -> Response:
    transport = ASGITransport(doors.app, client=(peer, 1))
    async with AsyncClient(transport=transport, base_url="http://seedbank.test") as client:
        return await client.post(path, json=body)


def stopped_by(response: Response) -> str:
    """The policy that refused; empty if none did."""
    if response.status_code not in (429, 503):
        return ""
    problem = response.json()
    is_problem(response, response.status_code, problem["code"])
    assert int(response.headers["retry-after"]) == problem["refusal"]["retry_after_s"] >= 1
    policy: str = problem["refusal"]["policy"]
    return policy


async def test_ten_codes_a_day_for_a_contact_from_anywhere(own_doors: Doors) -> None:
    contact, stops = somebody(), Counter[str]()
    for hour in range(12):
        for number in range(8):
            asked = await send(own_doors, CODES, f"192.0.2.{hour * 8 + number}", contact=contact)
            stops[stopped_by(asked)] += 1
        own_doors.clock.advance(HOUR)
    assert stops[""] == 10
    assert set(stops) == {"", "codes_per_contact", "codes_per_contact_a_day"}
    asked = await send(own_doors, CODES, "198.51.100.1", contact=contact)
    assert stopped_by(asked) == ""  # another day


async def test_thirty_tries_a_day_for_a_contact_from_anywhere(own_doors: Doors) -> None:
    contact, stops = somebody(), Counter[str]()
    for hour in range(12):
        for number in range(20):
            peer = f"192.0.{hour}.{number}"
            tried = await send(own_doors, TOKENS, peer, contact=contact, code="000000")
            stops[stopped_by(tried)] += 1
        own_doors.clock.advance(HOUR)
    assert stops[""] == 30
    assert set(stops) == {"", "tries_per_contact", "tries_per_contact_a_day"}


async def test_an_installation_has_limits_at_every_address(own_doors: Doors) -> None:
    for number in range(10):
        app = {"contact": somebody(), "installation": "phone-0001"}
        assert stopped_by(await send(own_doors, CODES, f"192.0.2.{number}", **app)) == ""
    again = {"contact": somebody(), "installation": "phone-0001"}
    assert (
        stopped_by(await send(own_doors, CODES, "192.0.2.99", **again)) == "codes_per_installation"
    )
    other = {"contact": somebody(), "installation": "phone-0002"}
    assert stopped_by(await send(own_doors, CODES, "192.0.2.99", **other)) == ""
    for number in range(20):
        app = {"contact": somebody(), "installation": "phone-0001", "code": "000000"}
        assert stopped_by(await send(own_doors, TOKENS, f"192.0.2.{number}", **app)) == ""
    assert (
        stopped_by(await send(own_doors, TOKENS, "192.0.2.99", **app)) == "tries_per_installation"
    )


async def test_a_new_installation_for_each_try_is_no_way_round(own_doors: Doors) -> None:
    for number in range(20):
        app = {"contact": somebody(), "installation": f"phone-{number:04}"}
        assert stopped_by(await send(own_doors, CODES, **app)) == ""
    for app in ({"installation": "phone-9999"}, {}):
        refused = await send(own_doors, CODES, contact=somebody(), **app)
        assert stopped_by(refused) == "codes_per_address"


@pytest.mark.parametrize("installation", ["", "short", "x" * 65, "white space", "ünïcödé-phone", 7])
async def test_an_installation_is_a_plain_name(doors: Doors, installation: Any) -> None:
    for path, more in ((CODES, {}), (TOKENS, {"code": "000000"})):
        body = {"contact": somebody(), "installation": installation, **more}
        is_problem(await send(doors, path, **body), 422, "invalid_request")


async def test_who_is_stopped_does_not_use_up_the_caps_of_others(own_doors: Doors) -> None:
    victim = somebody()
    for _ in range(20):
        await send(own_doors, CODES, contact=somebody())
    for _ in range(20):
        assert stopped_by(await send(own_doors, CODES, contact=victim)) == "codes_per_address"
    for number in range(5):
        assert (
            stopped_by(await send(own_doors, CODES, f"198.51.100.{number}", contact=victim)) == ""
        )


async def test_a_member_and_a_stranger_are_stopped_alike(own_doors: Doors) -> None:
    known, unknown = somebody(), somebody()
    await own_doors.member(known)
    own_doors.clock.advance(HOUR)
    answers = []
    for contact in (known, unknown):
        asked = [await send(own_doors, CODES, f"192.0.2.{n}", contact=contact) for n in range(7)]
        tried = [
            await send(own_doors, TOKENS, f"192.0.2.{n}", contact=contact, code="000000")
            for n in range(17)
        ]
        answers.append([(each.status_code, stopped_by(each)) for each in asked + tried])
    # The member has asked once before, an hour ago: the day's cap is not reached by either.
    assert answers[0] == answers[1]


@pytest.fixture
async def pumped(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    """Thirty codes, and forty wrong ones, in ten minutes; nothing else is limited."""
    rates = msgspec.structs.replace(
        UNLIMITED,
        codes_in_all=BreakerRate(times=30, seconds=600, open_seconds=900),
        wrong_codes_in_all=BreakerRate(times=40, seconds=600, open_seconds=1800),
    )
    async with open_doors(mongo_url, database_name, rates=rates) as opened:
        yield opened


async def test_a_pump_from_many_addresses_opens_the_breaker(
    pumped: Doors, caplog: pytest.LogCaptureFixture
) -> None:
    calls = [send(pumped, CODES, f"192.0.2.{n}", contact=somebody()) for n in range(100)]
    with caplog.at_level(logging.WARNING, logger="seedbank.limits"):
        answers = await asyncio.gather(*calls)
    assert sorted(each.status_code for each in answers) == [202] * 30 + [503] * 70
    assert len(pumped.sent.getvalue().splitlines()) == 30  # no more has cost anything
    said = [record.getMessage() for record in caplog.records if record.name == "seedbank.limits"]
    assert said == ["codes_in_all is open for 900 s: more than 30"]
    member = await send(pumped, CODES, contact=somebody())
    problem = is_problem(member, 503, "sign_in_paused")
    assert problem["refusal"] == {"policy": "codes_in_all", "retry_after_s": 900}
    assert member.headers["retry-after"] == "900"
    pumped.clock.advance(timedelta(seconds=900))
    assert (await send(pumped, CODES, contact=somebody())).status_code == 202


async def test_wrong_codes_from_many_addresses_open_the_breaker_and_right_ones_do_not(
    pumped: Doors,
) -> None:
    member, waiting = somebody(), somebody()
    signed = await pumped.tokens(member)
    for _ in range(25):
        await pumped.tokens(somebody())
        pumped.clock.advance(timedelta(seconds=40))  # or so many codes would open the other one
    await send(pumped, CODES, contact=waiting)
    right = pumped.code_for(waiting)
    calls = [
        send(pumped, TOKENS, f"192.0.2.{n}", contact=somebody(), code="000000") for n in range(60)
    ]
    answers = await asyncio.gather(*calls)
    assert sorted(each.status_code for each in answers) == [422] * 40 + [503] * 20
    late = await send(pumped, TOKENS, contact=waiting, code=right)
    assert is_problem(late, 503, "sign_in_paused")["refusal"]["policy"] == "wrong_codes_in_all"
    # Who is signed in notices nothing.
    fresh = await pumped.call(
        "POST", "/v1/sign-in/refresh", json={"refresh_token": signed["refresh_token"]}
    )
    assert fresh.status_code == 200


async def test_a_botnet_that_guesses_for_a_day_gets_the_tries_that_were_computed(
    mongo_url: str, database_name: str
) -> None:
    """Every hour a thousand tries, each from an address of its own, for ever other contacts: what
    is left is the breaker. In small: 30 wrong ones an hour instead of 300."""
    breaker = BreakerRate(times=30, seconds=3600, open_seconds=1800)
    rates = msgspec.structs.replace(RATES, wrong_codes_in_all=breaker)
    async with open_doors(mongo_url, database_name, rates=rates) as doors:
        stops = Counter[str]()
        for half_hour in range(6):
            tries = [
                send(doors, TOKENS, f"10.{half_hour}.0.{n}", contact=somebody(), code="123456")
                for n in range(100)
            ]
            stops.update(stopped_by(each) for each in await asyncio.gather(*tries))
            doors.clock.advance(timedelta(minutes=30))
    assert stops == {"": 6 * 30, "wrong_codes_in_all": 6 * 70}


async def test_strangers_do_not_lock_out_who_has_signed_in_before(own_doors: Doors) -> None:
    """With the contact alone, from ever so many addresses: not the phone it was used on."""
    contact, phone = somebody(), {"installation": "random-phone-1"}
    for path, more in ((CODES, {}), (TOKENS, {"code": ""})):
        body = phone | {key: own_doors.code_for(contact) for key in more}
        assert (await send(own_doors, path, contact=contact, **body)).is_success
    own_doors.clock.advance(HOUR)
    for hour in range(4):  # all codes and all tries of this day
        for n in range(20):
            peer, app = f"198.51.{hour}.{n}", {"installation": f"other-phone-{n}"}
            await send(own_doors, CODES, peer, contact=contact, **app)
            await send(own_doors, TOKENS, peer, contact=contact, code="000000", **app)
        own_doors.clock.advance(HOUR)
    for stranger in ({}, {"installation": "other-phone-1"}):
        asked = await send(own_doors, CODES, contact=contact, **stranger)
        assert stopped_by(asked) == "codes_per_contact_a_day"
        tried = await send(own_doors, TOKENS, contact=contact, code="000000", **stranger)
        assert stopped_by(tried) == "tries_per_contact_a_day"
    assert (await send(own_doors, CODES, contact=contact, **phone)).status_code == 202
    code = own_doors.code_for(contact)
    signed = await send(own_doors, TOKENS, contact=contact, code=code, **phone)
    assert signed.status_code == 200


async def test_a_known_installation_has_caps_too_and_is_known_for_one_contact(
    own_doors: Doors,
) -> None:
    contact, stops = somebody(), Counter[str]()
    for name in ("random-phone-1", "random-phone-2"):
        app = {"contact": contact, "installation": name}
        await send(own_doors, CODES, **app)
        code = own_doors.code_for(contact)
        assert (await send(own_doors, TOKENS, code=code, **app)).status_code == 200
    for number in range(8):  # all of a contact's places share one cap, so more bring no more codes
        app = {"contact": contact, "installation": f"random-phone-{number % 2 + 1}"}
        stops[stopped_by(await send(own_doors, CODES, f"192.0.2.{number}", **app))] += 1
    assert stops == {"": 5, "codes_per_contact": 3}
    other, stops = somebody(), Counter[str]()
    for number in range(8):
        name = "" if number % 2 else "random-phone-1"
        app = {"contact": other} | ({"installation": name} if name else {})
        stops[stopped_by(await send(own_doors, CODES, f"192.0.2.{number}", **app))] += 1
    assert stops == {"": 5, "codes_per_contact": 3}


async def test_an_open_breaker_lets_in_who_has_signed_in_before(pumped: Doors) -> None:
    contact, phone = somebody(), {"installation": "random-phone-1"}
    await send(pumped, CODES, contact=contact, **phone)
    code = pumped.code_for(contact)
    assert (await send(pumped, TOKENS, contact=contact, code=code, **phone)).status_code == 200
    for n in range(41):
        await send(pumped, TOKENS, f"192.0.2.{n}", contact=somebody(), code="000000")
    await send(pumped, CODES, contact=contact)
    code = pumped.code_for(contact)
    stopped = await send(pumped, TOKENS, contact=contact, code=code)
    assert stopped_by(stopped) == "wrong_codes_in_all"
    assert (await send(pumped, TOKENS, contact=contact, code=code, **phone)).status_code == 200


async def test_an_installation_is_known_for_months_and_then_forgotten(own_doors: Doors) -> None:
    limiter, at = own_doors.app.state.means.limiter, own_doors.clock.server_now()
    await limiter.remember("a place", at)
    for days, known in ((0, True), (89, True), (90, True), (180, False)):
        assert await limiter.knows("a place", at + timedelta(days=days)) is known
    assert not await limiter.knows("another", at)


async def test_the_networks_of_one_site_are_counted_together_too(own_doors: Doors) -> None:
    """A site of IPv6 has 65,536 networks, and costs nothing."""
    stops = Counter[str]()
    for number in range(20):
        for _ in range(20):
            peer = f"2001:db8:1:{number:x}::1"
            stops[stopped_by(await send(own_doors, CODES, peer, contact=somebody()))] += 1
    assert stops == {"": 4 * 20, "codes_per_address": 16 * 20}
    other_site = await send(own_doors, CODES, "2001:db8:2::1", contact=somebody())
    assert stopped_by(other_site) == ""
