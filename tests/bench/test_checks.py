"""What the measurement of checks is made of: passes that are good once, and how a rate is found."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest
from httpx import AsyncClient

from service.keys.random import fresh_merchant_key
from service.store.schema.page import MERCHANT_KEYS
from tests.bench.checks import FIRST, HELD_MS, LEAST, highest
from tests.bench.customers import issue_passes, settle_customers
from tests.bench.ground import merchant_key
from tests.bench.measure import Measured
from tests.bench.programme import programme, settle_members
from tests.bench.spec import Checks
from tests.http.doors import open_doors

replace = msgspec.structs.replace


def curve(most: float, *, hiccup: bool = False) -> tuple[Callable[[float], Measured], list[float]]:
    """A server that keeps up with so many a second; with a `hiccup` whenever a rate is new."""
    tried: list[float] = []

    def measured(rate: float) -> Measured:
        slow = rate > most or (hiccup and rate not in tried)
        tried.append(rate)
        return Measured(
            operations=int(rate),
            seconds=1.0,
            p50_ms=1.0,
            p95_ms=2.0,
            p99_ms=HELD_MS + 1 if slow else HELD_MS,
            cpu_us=1.0,
            mongod_cpu_us=1.0,
        )

    return measured, tried


@pytest.mark.parametrize("hiccup", [False, True])
@pytest.mark.parametrize("most", [LEAST, 40.0, FIRST, 333.0, 5_000.0])
def test_the_highest_rate_is_found_to_a_tenth(most: float, hiccup: bool) -> None:
    measured, tried = curve(most, hiccup=hiccup)
    found = highest(measured)
    assert found.p99_ms <= HELD_MS
    assert most / 1.1 < found.per_second + 1 <= most + 1
    assert len(tried) < 40


def test_where_no_rate_is_held_the_least_is_told_as_it_was() -> None:
    measured, tried = curve(LEAST / 2)
    found = highest(measured)
    assert (found.per_second, found.p99_ms) == (LEAST, HELD_MS + 1)
    assert min(tried) == LEAST


async def test_each_pass_is_a_yes_with_a_quote_and_good_once(
    mongo_url: str, database_name: str, admin: Any
) -> None:
    """The generator's own requests, at the real door, on ground of three members."""
    database, now = admin[database_name], datetime.now(UTC)
    settle_members(database, now, many=3)
    settle_customers(database, many=3)
    issue_passes(database, first=2, many=4, members=3)
    fresh = fresh_merchant_key(test=True)
    database.merchant_keys.insert_one(MERCHANT_KEYS.encode(merchant_key(fresh, now)))
    what = Checks(key=fresh.text, first=2, many=4)
    async with open_doors(mongo_url, database_name, programme=programme()) as doors:
        doors.clock.set(now)
        heard = [await knock(doors.client, each) for each in what.requests()]
        again = [await knock(doors.client, each) for each in replace(what, many=1).requests()]
    assert [what.good(*each) for each in heard] == [True] * 4
    assert again == heard[:1]  # the same key hears the same
    used = database.passes.count_documents({"used_at": {"$type": "date"}})
    assert (used, database.rentals.count_documents({})) == (4, 4)


async def knock(client: AsyncClient, request: bytes) -> tuple[bytes, bytes]:
    """The answer's first line, and its body."""
    head, _, body = request.decode().partition("\r\n\r\n")
    first, *lines = head.split("\r\n")
    method, path, _ = first.split(" ")
    headers = dict(line.split(": ", 1) for line in lines)
    found = await client.request(method, path, headers=headers, content=body)
    return f"HTTP/1.1 {found.status_code} ".encode(), found.content
