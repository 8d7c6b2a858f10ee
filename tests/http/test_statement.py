"""The statement: every movement, both sides, a page at a time, and only one's own."""

from datetime import timedelta
from typing import Any

import pytest

from rewards.ledger.reasons import Reason
from service.http.me.list_transfers import Filter, matching
from service.members.consents import Purpose
from tests.http.doors import KIOSK, Doors, is_problem
from tests.people import NOON

TASK = "return-umbrella"


async def earner(doors: Doors, days: int) -> str:
    """A member with an award on each of so many days, the first of them collected at once."""
    token = await doors.member()
    linked = await doors.consent(token, Purpose.TASK_EVENTS, KIOSK)
    await doors.call("POST", f"/v1/me/tasks/{TASK}", token)
    key = await doors.merchant()
    for day in range(days):
        now = doors.clock.domain_now().isoformat()
        event = {"member": linked["pseudonym"], "task": TASK, "event_at": now}
        done = await doors.call("POST", "/v1/merchant/events", key, json=event)
        assert done.status_code == 200, done.text
        if day == 0:
            doors.clock.advance(timedelta(minutes=1))
            await doors.call("POST", "/v1/me/collections", token, json={})
        doors.clock.advance(timedelta(days=1))
    access = doors.keys.read_access(token, NOON)
    assert access is not None
    return doors.keys.sign_access(access.sub, access.sid, doors.clock.server_now())


async def read(doors: Doors, token: str, **query: Any) -> dict[str, Any]:
    answered = await doors.call("GET", "/v1/me/statement", token, params=query)
    assert answered.status_code == 200, answered.text
    found: dict[str, Any] = answered.json()
    return found


async def all_of(doors: Doors, token: str, **query: Any) -> list[dict[str, Any]]:
    rows, cursor = [], None
    while True:
        page = await read(doors, token, **query, **({"cursor": cursor} if cursor else {}))
        rows += page["transfers"]
        cursor = page.get("next_cursor")
        if cursor is None:
            return rows


async def test_a_statement_adds_up_to_the_purse_newest_first(own_doors: Doors) -> None:
    token = await earner(own_doors, 3)
    rows = await all_of(own_doors, token, limit=2)
    assert [row["reason"] for row in rows] == ["award", "award", "collect", "award"]
    assert [row["at"] for row in rows] == sorted((row["at"] for row in rows), reverse=True)
    purse = (await own_doors.call("GET", "/v1/me/purse", token)).json()
    assert sum(row["ripe"] for row in rows) == purse["ripe"] == 40
    assert sum(row["seeds"] for row in rows) == purse["seeds"] == purse["available"] == 20
    collected = rows[2]
    assert (collected["debit"], collected["credit"]) == ({"kind": "ripe"}, {"kind": "seeds"})
    assert {row["task"] for row in rows} == {TASK}
    assert not any("reverses" in row or "reversed_by" in row for row in rows)


async def test_the_purse_says_what_goes_next(own_doors: Doors) -> None:
    token = await earner(own_doors, 2)
    purse = (await own_doors.call("GET", "/v1/me/purse", token)).json()
    assert purse["withers_next_at"] == purse["basket"][0]["withers_at"]
    assert purse["basket"][0]["task"] == TASK
    assert purse["expires_next_at"] == purse["lots"][0]["expires_at"] == "2027-04-01T00:00:00Z"
    assert (purse["holds"], purse["debt"]) == ([], 0)


@pytest.mark.parametrize(
    ("query", "reasons"),
    [
        ({"reason": "collect"}, ["collect"]),
        ({"reason": "gift"}, []),
        ({"side": "seeds"}, ["collect"]),
        ({"side": "ripe"}, ["award", "collect", "award"]),
        ({"side": "ripe", "reason": "award"}, ["award", "award"]),
        ({"side": "seeds", "reason": "award"}, []),
        ({"from": "2026-03-05T12:01:00Z"}, ["award"]),
        ({"from": "2026-03-05T13:01:00+01:00"}, ["award"]),
        ({"to": "2026-03-05T12:01:00Z"}, ["collect", "award"]),
        ({"from": "2026-03-04T12:00:00Z", "to": "2026-03-04T12:00:00Z"}, []),
        ({"to": "0001-01-01T00:00:00+14:00"}, []),
        ({"from": "9999-12-31T23:59:59-14:00"}, []),
        (
            {"from": "1999-12-31T00:00:00Z", "to": "2200-01-01T00:00:00Z", "side": "seeds"},
            ["collect"],
        ),
        ({"to": "2026-03-05T12:01:00.001Z", "limit": 1}, ["award", "collect", "award"]),
    ],
)
async def test_filters(own_doors: Doors, query: dict[str, Any], reasons: list[str]) -> None:
    token = await earner(own_doors, 2)
    assert [row["reason"] for row in await all_of(own_doors, token, **query)] == reasons


@pytest.mark.parametrize(
    "query",
    [
        {"reason": "theft"},
        {"reason": "$ne"},
        {"side": "mint"},
        {"from": "yesterday"},
        {"from": "2026-03-04T12:00:00"},
        {"limit": 101},
        {"cursor": "bm90IG91cnM=.0"},
    ],
)
async def test_what_is_no_filter_is_refused(doors: Doors, query: dict[str, Any]) -> None:
    answered = await doors.call("GET", "/v1/me/statement", await doors.member(), params=query)
    is_problem(answered, 422, "invalid_request")


async def test_a_cursor_is_for_its_own_list_and_its_own_filter(own_doors: Doors) -> None:
    token = await earner(own_doors, 2)
    cursor = (await read(own_doors, token, limit=1))["next_cursor"]
    other = await own_doors.member(name="Bob")
    for who, query in ((other, {}), (token, {"reason": "award"}), (token, {"side": "ripe"})):
        answered = await own_doors.call(
            "GET", "/v1/me/statement", who, params={"cursor": cursor, **query}
        )
        is_problem(answered, 422, "invalid_request")
    assert (await read(own_doors, other))["transfers"] == []


async def test_what_was_taken_back_names_what_took_it(own_doors: Doors) -> None:
    """Both halves of a reversal, as operators book it."""
    token = await earner(own_doors, 1)
    [collect, award] = await all_of(own_doors, token)
    store = own_doors.context.store
    raw = await store.driver.db.transfers.find_one({"_id": award["id"]})
    account = raw["account"]
    back = {
        **raw,
        "_id": f"reversal:{award['id']}",
        "reason": "award_reversal",
        "debit": f"ripe:{account}",
        "credit": "programme:mint",
        "reverses": award["id"],
    }
    await store.driver.db.transfers.insert_one(back)
    rows = {row["id"]: row for row in await all_of(own_doors, token)}
    assert rows[award["id"]]["reversed_by"] == back["_id"]
    assert rows[back["_id"]]["reverses"] == award["id"]
    assert rows[back["_id"]]["task"] == TASK
    assert "reversed_by" not in rows[collect["id"]]


async def test_every_query_of_the_statement_has_its_index(own_doors: Doors) -> None:
    """No row is read that is not wanted, and none is sorted."""
    token = await earner(own_doors, 4)
    access = own_doors.keys.read_access(token, own_doors.clock.server_now())
    assert access is not None
    db = own_doors.context.store.driver.db
    index = "account_1_at_-1__id_-1_reason_1"
    for wanted in (
        Filter(reason=None, side=None, since=None, before=None),
        Filter(reason=Reason.COLLECT, side=None, since=None, before=None),
    ):
        match = {"account": access.sub, **matching(wanted)}
        explained = await db.command(
            {
                "explain": {
                    "aggregate": "transfers",
                    "pipeline": [
                        {"$match": match},
                        {"$sort": {"at": -1, "_id": -1}},
                        {"$limit": 21},
                    ],
                    "cursor": {},
                },
                "verbosity": "executionStats",
            }
        )
        assert index in str(explained["queryPlanner"]["winningPlan"])
        assert "SORT" not in str(explained["queryPlanner"]["winningPlan"])
        stats = explained["executionStats"]
        assert stats["totalDocsExamined"] == stats["nReturned"]
