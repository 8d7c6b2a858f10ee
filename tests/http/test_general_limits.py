"""The limits at every door: who is counted, what is told, and what costs nothing."""

from collections.abc import AsyncIterator
from datetime import timedelta

import msgspec
import pytest
from httpx import ASGITransport, AsyncClient, Response

from service.limits.numbers import RateNumbers
from service.limits.rate import Rate
from tests.http.doors import Doors, is_problem, open_doors, somebody
from tests.unlimited import UNLIMITED

FEW = Rate(times=5, seconds=60)
MINUTE = timedelta(minutes=1)
TEXT, PROGRAMME = "/v1/programme/texts/enrolment", "/v1/programme"


def with_few(*policies: str) -> RateNumbers:
    return msgspec.structs.replace(UNLIMITED, **dict.fromkeys(policies, FEW))


@pytest.fixture
async def strict(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    """Five calls a minute for everybody."""
    rates = with_few(
        "calls_per_member",
        "calls_per_merchant_key",
        "calls_per_display",
        "calls_per_operator",
        "calls_per_address",
    )
    async with open_doors(mongo_url, database_name, rates=rates) as opened:
        yield opened


async def from_elsewhere(doors: Doors, path: str, token: str = "") -> Response:
    transport = ASGITransport(doors.app, client=("192.0.2.99", 1))
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with AsyncClient(transport=transport, base_url="http://seedbank.test") as client:
        return await client.get(path, headers=headers)


async def test_what_a_stranger_is_told(strict: Doors) -> None:
    for left in (4, 3, 2, 1, 0):
        answer = await strict.call("GET", TEXT)
        assert answer.status_code == 200
        assert answer.headers["ratelimit-policy"] == '"calls_per_address";q=5;w=60'
        assert answer.headers["ratelimit"] == f'"calls_per_address";r={left};t=60'
        assert "retry-after" not in answer.headers
    strict.clock.advance(timedelta(seconds=18))
    for path in (TEXT, PROGRAMME):
        refused = await strict.call("GET", path)
        problem = is_problem(refused, 429, "too_many_requests")
        assert problem["refusal"] == {"policy": "calls_per_address", "retry_after_s": 42}
        assert refused.headers["retry-after"] == "42"
        assert refused.headers["ratelimit"] == '"calls_per_address";r=0;t=42'
    assert (await from_elsewhere(strict, TEXT)).status_code == 200
    strict.clock.advance(timedelta(seconds=42))
    assert (await strict.call("GET", TEXT)).status_code == 200


async def test_each_kind_of_caller_is_counted_apart(strict: Doors) -> None:
    kiosk, other = await strict.merchant(), await strict.merchant()
    screen = await strict.display()
    alice, bob = await strict.member("alice@example.org"), await strict.pending("bob@example.org")
    strict.clock.advance(MINUTE)
    for token, path, policy in (
        (alice, "/v1/me", "calls_per_member"),
        (bob, "/v1/me", "calls_per_member"),
        (kiosk, "/v1/merchant/rentals/x", "calls_per_merchant_key"),
        (other, "/v1/merchant/rentals/x", "calls_per_merchant_key"),
        (screen, "/v1/display/board", "calls_per_display"),
    ):
        for left in (4, 3, 2, 1, 0):
            answer = await strict.call("GET", path, token)
            assert answer.headers["ratelimit"] == f'"{policy}";r={left};t=60'
        refused = await strict.call("GET", path, token)
        assert is_problem(refused, 429, "too_many_requests")["refusal"]["policy"] == policy
    # None of them is a stranger: the address they share has all of its calls left.
    told = (await strict.call("GET", TEXT)).headers["ratelimit"]
    assert told.startswith('"calls_per_address";r=4')


async def test_another_session_of_the_same_member_has_no_calls_of_its_own(strict: Doors) -> None:
    contact = somebody()
    one = await strict.member(contact)
    two = await strict.pending(contact)
    strict.clock.advance(MINUTE)
    statuses = [(await strict.call("GET", "/v1/me", token)).status_code for token in (one, two) * 3]
    assert statuses == [200] * 5 + [429]


async def test_writes_are_counted_before_their_body_is_read(strict: Doors) -> None:
    token = await strict.member(somebody())
    strict.clock.advance(MINUTE)
    for _ in range(5):
        answer = await strict.call("PATCH", "/v1/me", token, content=b"nonsense")
        assert answer.status_code == 415
    is_problem(await strict.call("PATCH", "/v1/me", token, content=b"{"), 429, "too_many_requests")


@pytest.mark.parametrize(
    "path", ["/v1/me", "/v1/me/purse", "/v1/merchant/rentals/x", "/v1/display/board"]
)
async def test_credentials_that_open_nothing_are_counted_by_address(
    strict: Doors, path: str
) -> None:
    for token in ("", "nonsense", "sbm_test_0000000000000000_" + "0" * 64, "a.b.c", "x"):
        answer = await strict.call("GET", path, token)
        is_problem(answer, 401, "not_authenticated")
        assert answer.headers["ratelimit"].startswith('"calls_per_address"')
    refused = await strict.call("GET", path, "nonsense")
    assert is_problem(refused, 429, "too_many_requests")["refusal"]["policy"] == "calls_per_address"
    assert refused.headers["retry-after"] == "60"
    is_problem(await strict.call("GET", TEXT), 429, "too_many_requests")


async def test_a_token_that_a_door_does_not_ask_for_is_no_way_round(strict: Doors) -> None:
    for number in range(5):
        assert (await strict.call("GET", TEXT, f"token-{number}")).status_code == 200
    is_problem(await strict.call("GET", TEXT, "another"), 429, "too_many_requests")


async def test_one_who_guesses_does_not_lock_a_member_at_the_same_address_out(
    strict: Doors,
) -> None:
    token = await strict.member(somebody())
    strict.clock.advance(MINUTE)
    for _ in range(8):
        await strict.call("GET", "/v1/me", "nonsense")
    assert (await strict.call("GET", "/v1/me", token)).status_code == 200


async def test_a_key_without_the_scope_is_counted_too(strict: Doors) -> None:
    key = await strict.merchant(scopes=("task_events",))
    for _ in range(5):
        is_problem(await strict.call("GET", "/v1/merchant/rentals/x", key), 403, "scope_missing")
    refused = await strict.call("GET", "/v1/merchant/rentals/x", key)
    is_problem(refused, 429, "too_many_requests")


async def test_who_watches_the_service_is_not_counted(strict: Doors) -> None:
    for _ in range(20):
        for path in ("/health/live", "/health/ready"):
            answer = await strict.call("GET", path)
            assert answer.status_code == 200
            assert "ratelimit" not in answer.headers


async def test_a_304_counts_and_tells_too(strict: Doors) -> None:
    tag = (await strict.call("GET", TEXT)).headers["etag"]
    same = await strict.call("GET", TEXT, headers={"If-None-Match": tag})
    assert same.status_code == 304
    assert same.headers["ratelimit"] == '"calls_per_address";r=3;t=60'


async def test_several_limits_are_told_together(mongo_url: str, database_name: str) -> None:
    rates = with_few("codes_per_address", "codes_per_contact")
    async with open_doors(mongo_url, database_name, rates=rates) as doors:
        asked = await doors.call("POST", "/v1/sign-in/codes", json={"contact": somebody()})
        policies = asked.headers["ratelimit-policy"].split(", ")
        assert [each.split(";")[0] for each in policies] == [
            '"calls_per_address"',
            '"codes_per_address"',
            '"codes_per_address_a_day"',
        ]
        assert policies[1] == '"codes_per_address";q=5;w=60'
        assert '"codes_per_address";r=4;t=60' in asked.headers["ratelimit"].split(", ")
        # How often others have asked for a contact is nobody's business until it is refused.
        assert "contact" not in asked.headers["ratelimit"]


async def test_an_ordinary_call_of_a_member_writes_nothing(own_doors: Doors) -> None:
    token = await own_doors.member()
    await own_doors.call("GET", "/v1/me", token)
    counters = own_doors.context.store.driver.db["counters"]
    before = [each async for each in counters.find({"_id": {"$regex": "^calls_per_member:"}})]
    for _ in range(20):
        assert (await own_doors.call("GET", "/v1/me/purse", token)).status_code == 200
    after = [each async for each in counters.find({"_id": {"$regex": "^calls_per_member:"}})]
    assert before == after
    assert len(before) == 1
