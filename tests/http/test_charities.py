"""Charities over HTTP: totals for members, redemptions for charities, and nobody's name."""

from typing import Any

import pytest

from service.flows.context import Context
from service.jobs.count_gifts import next_chunk
from service.jobs.job import Run
from tests.http.doors import BIKES, Doors, is_problem
from tests.http.test_holds import payer

MEADOW = "meadow-relief"


async def count(context: Context) -> None:
    chunk = await next_chunk(Run(context, "count_gifts", context.clock.domain_now()), None)
    for command in chunk.commands if chunk else ():
        await context.store.apply(command)


async def meadow(doors: Doors, token: str) -> dict[str, Any]:
    listed = (await doors.call("GET", "/v1/charities", token)).json()["charities"]
    return next(one for one in listed if one["id"] == MEADOW)


async def test_a_gift_shows_in_the_totals_and_in_the_statement(own_doors: Doors) -> None:
    doors, token = own_doors, await payer(own_doors)
    assert await meadow(doors, token) == {
        "id": MEADOW, "name": "Meadow Relief", "given": 0, "gifts": 0, "redeemed": 0, "balance": 0
    }  # fmt: skip
    gift = {"charity": MEADOW, "seeds": 15}
    given = await doors.call("POST", "/v1/me/gifts", token, json=gift)
    assert (given.status_code, given.json()["available"]) == (201, 5)
    await count(doors.context)
    seen = await meadow(doors, token)
    assert (seen["given"], seen["gifts"], seen["balance"]) == (15, 1, 15)
    assert seen["counted_at"] == "2026-03-04T12:00:00Z"
    key = await doors.merchant(MEADOW, ("seeds",))
    wanted = {"seeds": 11, "what": "hedge-1"}
    redeemed = await doors.call("POST", "/v1/merchant/redemptions", key, json=wanted)
    assert (redeemed.status_code, redeemed.json()["balance"]) == (201, 4)
    rows = (await doors.call("GET", "/v1/merchant/redemptions", key)).json()["redemptions"]
    assert [(row["seeds"], row["what"]) for row in rows] == [(11, "hedge-1")]
    seen = await meadow(doors, token)
    assert (seen["given"], seen["redeemed"], seen["balance"]) == (15, 11, 4)
    statement = (await doors.call("GET", "/v1/me/statement?reason=gift", token)).json()
    [line] = statement["transfers"]
    assert (line["charity"], line["seeds"]) == (MEADOW, -15)
    chinese = {"Accept-Language": "zh-CN"}
    listed = await doors.call("GET", "/v1/charities", token, headers=chinese)
    assert "草地救援" in listed.text


async def test_more_than_was_counted_is_refused_and_says_when_to_ask_again(doors: Doors) -> None:
    key = await doors.merchant(MEADOW)
    answered = await doors.call("POST", "/v1/merchant/redemptions", key, json={"seeds": 1_000_000})
    problem = is_problem(answered, 409, "not_enough_in_pool")
    assert problem["refusal"]["counted_at"] == "2026-03-04T12:10:00Z"


@pytest.mark.parametrize(
    ("merchant", "scopes", "status", "code"),
    [
        (BIKES, ("seeds",), 409, "no_charity_pool"),
        (MEADOW, ("rentals",), 403, "scope_missing"),
    ],
)
async def test_who_redeems_nothing(
    doors: Doors, merchant: str, scopes: tuple[str, ...], status: int, code: str
) -> None:
    key = await doors.merchant(merchant, scopes)
    answered = await doors.call("POST", "/v1/merchant/redemptions", key, json={"seeds": 1})
    is_problem(answered, status, code)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"charity": BIKES, "seeds": 1}, 404, "charity_unknown"),
        ({"charity": MEADOW, "seeds": 21}, 409, "not_enough_seeds"),
        ({"charity": MEADOW, "seeds": 0}, 422, "invalid_request"),
        ({"charity": MEADOW, "seeds": "1"}, 422, "invalid_request"),
        ({"charity": MEADOW, "seeds": 1, "account": "x"}, 422, "invalid_request"),
    ],
)
async def test_what_cannot_be_given(
    doors: Doors, body: dict[str, Any], status: int, code: str
) -> None:
    token = await payer(doors)
    is_problem(await doors.call("POST", "/v1/me/gifts", token, json=body), status, code)
