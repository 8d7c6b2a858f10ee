"""A session that ends takes its access tokens with it, on every process, within a second."""

import asyncio
from datetime import timedelta
from typing import Any

from httpx import Response

from tests.http.doors import Doors, is_problem, somebody
from tests.http.sign_in.conftest import Pair

WITHIN_S = 1.0


async def shut(doors: Doors, token: str) -> Response:
    """The answer once the token opens nothing: within a second."""
    async with asyncio.timeout(WITHIN_S):
        while (response := await doors.call("GET", "/v1/me/purse", token)).status_code == 200:
            await asyncio.sleep(0.01)
    return response


async def both_shut(pair: Pair, token: str) -> None:
    for response in await asyncio.gather(*(shut(doors, token) for doors in pair)):
        is_problem(response, 401, "not_authenticated")


async def opens(pair: Pair, tokens: dict[str, Any]) -> bool:
    asked = [doors.call("GET", "/v1/me/purse", tokens["access_token"]) for doors in pair]
    return [response.status_code for response in await asyncio.gather(*asked)] == [200, 200]


async def test_signing_out_shuts_every_door(pair: Pair) -> None:
    contact = somebody()
    here, there = await pair.one.tokens(contact), await pair.two.tokens(contact)
    assert await opens(pair, here)
    out = await pair.one.call("POST", "/v1/me/sign-out", here["access_token"])
    assert (out.status_code, out.json()) == (200, {"session": here["session"]})
    await both_shut(pair, here["access_token"])
    assert await opens(pair, there)


async def test_ending_another_device_shuts_its_doors(pair: Pair) -> None:
    contact = somebody()
    lost, own = await pair.one.tokens(contact), await pair.one.tokens(contact)
    await pair.two.call("DELETE", f"/v1/me/devices/{lost['session']}", own["access_token"])
    await both_shut(pair, lost["access_token"])
    assert await opens(pair, own)


async def test_signing_out_everywhere_shuts_all(pair: Pair) -> None:
    contact = somebody()
    devices = [await pair.one.tokens(contact) for _ in range(3)]
    path, token = "/v1/me/sign-out-everywhere", devices[0]["access_token"]
    kept = await pair.one.call("POST", path, token, json={"keep_this": True})
    assert kept.json() == {"ended": 2}
    for each in devices[1:]:
        await both_shut(pair, each["access_token"])
    assert await opens(pair, devices[0])
    assert (await pair.two.call("POST", path, token, json={})).json() == {"ended": 1}
    await both_shut(pair, token)


async def test_a_stolen_refresh_token_takes_the_access_tokens_with_it(pair: Pair) -> None:
    owner = await pair.one.tokens(somebody())
    shown, path = {"refresh_token": owner["refresh_token"]}, "/v1/sign-in/refresh"
    thief = (await pair.two.call("POST", path, json=shown)).json()
    assert await opens(pair, thief)
    pair.one.clock.advance(timedelta(seconds=31))
    is_problem(await pair.one.call("POST", path, json=shown), 401, "session_ended")
    for token in (thief["access_token"], owner["access_token"]):
        await both_shut(pair, token)
    shown = {"refresh_token": thief["refresh_token"]}
    is_problem(await pair.two.call("POST", path, json=shown), 401, "session_ended")


async def test_the_oldest_device_gives_way_with_its_tokens(pair: Pair) -> None:
    contact = somebody()
    devices = []
    for _ in range(11):
        devices.append(await pair.one.tokens(contact))
        pair.one.clock.advance(timedelta(seconds=1))
    await both_shut(pair, devices[0]["access_token"])
    assert await opens(pair, devices[1])
