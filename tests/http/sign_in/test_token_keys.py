"""The keys of access tokens at the doors: public halves, and a rotation on two processes."""

import asyncio
import base64
from datetime import timedelta

import jwt

from service.flows.sign_in.rotate_token_key import ROTATE_TOKEN_KEY, RotateTokenKey
from tests.http.doors import Doors, is_problem, somebody
from tests.http.sign_in.conftest import Pair

KEYS = "/.well-known/jwks.json"
LEAD = timedelta(minutes=10)


async def rotate(doors: Doors) -> str:
    now = doors.clock.server_now()
    key = doors.keys.tokens.fresh(now, now + LEAD)
    body = RotateTokenKey(key=key)
    await doors.context.apply(ROTATE_TOKEN_KEY, body, caller="console:test", key=None)
    return key.kid


async def known(pair: Pair, kid: str) -> None:
    async with asyncio.timeout(2):
        while not all(doors.keys.tokens.knows(kid) for doors in pair):
            await asyncio.sleep(0.01)


async def test_public_keys_verify_our_tokens_and_hold_no_private_part(doors: Doors) -> None:
    response = await doors.call("GET", KEYS)
    assert (response.status_code, response.headers["cache-control"]) == (200, "public, max-age=300")
    (key,) = response.json()["keys"]
    assert set(key) == {"kid", "x", "kty", "crv", "alg", "use"}
    token = (await doors.tokens(somebody()))["access_token"]
    found = jwt.decode_complete(
        token,
        jwt.PyJWK(key).key,
        algorithms=["EdDSA"],
        audience="member",
        options={"verify_exp": False, "verify_iat": False},
    )
    assert found["header"]["kid"] == key["kid"]


async def test_a_rotation_interrupts_nobody(pair: Pair) -> None:
    old = await pair.one.tokens(somebody())
    kid = await rotate(pair.one)
    await known(pair, kid)
    announced = (await pair.two.call("GET", KEYS)).json()["keys"]
    assert [key["kid"] for key in announced][1:] == [kid]
    for doors in pair:
        doors.clock.advance(LEAD)
    new = await pair.two.tokens(somebody())
    assert jwt.get_unverified_header(new["access_token"])["kid"] == kid
    for token in (old["access_token"], new["access_token"]):
        for doors in pair:
            assert (await doors.call("GET", "/v1/me", token)).status_code == 200
    for doors in pair:
        doors.clock.advance(timedelta(minutes=16))
    is_problem(await pair.one.call("GET", "/v1/me", old["access_token"]), 401, "not_authenticated")
    assert [key["kid"] for key in (await pair.one.call("GET", KEYS)).json()["keys"]] == [kid]
    shown = {"refresh_token": old["refresh_token"]}
    assert (await pair.one.call("POST", "/v1/sign-in/refresh", json=shown)).status_code == 200


async def test_unknown_kids_make_one_reload_a_second(pair: Pair) -> None:
    """A flood of tokens that nobody signed costs the database one read, not one each."""
    one = pair.one
    await known(pair, await rotate(pair.two))
    asked = one.app.state.means.sessions
    head = {"alg": "EdDSA", "typ": "at+jwt", "kid": base64.urlsafe_b64encode(b"x" * 12).decode()}
    forged = jwt.encode(
        {"sub": "alice"},
        one.keys.tokens.signer(one.clock.server_now()).private,
        algorithm="EdDSA",
        headers=head,
    )
    before = asked._asked_s
    await asyncio.gather(*(one.call("GET", "/v1/me", forged) for _ in range(20)))
    first = asked._asked_s
    assert first > before
    asked._steady = lambda: first + 0.99
    is_problem(await one.call("GET", "/v1/me", forged), 401, "not_authenticated")
    assert asked._asked_s == first
