"""What a till did while it was offline: told in order, told again, and told badly."""

import asyncio
from typing import Any

import pytest
from httpx import Response

from service.members.consents import Purpose
from tests.http.doors import BIKES, Doors

BATCHES = "/v1/merchant/event-batches"
RIDE = "ride-100-km"
NOON = "2026-03-04T12:00:00Z"


class Till:
    """A till of the bicycles, and a member who rides."""

    def __init__(self, doors: Doors, key: str, token: str, member: str) -> None:
        self.doors, self.key, self.token, self.member = doors, key, token, member

    def event(self, name: str, **more: Any) -> dict[str, Any]:
        return {"member": self.member, "task": RIDE, "event_at": NOON, "event": name} | more

    async def send(self, *events: dict[str, Any], key: str) -> Response:
        sent = {"events": events}
        # Other tests are at tills of the same merchant.
        own = f"{self.member}-{key}"
        return await self.doors.call("POST", BATCHES, self.key, json=sent, key=own)

    async def ripe(self) -> int:
        purse = await self.doors.call("GET", "/v1/me/purse", self.token)
        return int(purse.json()["ripe"])


@pytest.fixture
async def till(doors: Doors) -> Till:
    token = await doors.member()
    link = await doors.consent(token, Purpose.TASK_EVENTS, BIKES)
    await doors.call("POST", f"/v1/me/tasks/{RIDE}", token)
    return Till(doors, await doors.merchant(BIKES), token, link["pseudonym"])


async def test_200_events_of_one_member_count_in_their_order(till: Till) -> None:
    sent = [till.event(f"e{number}", amount=number + 1) for number in range(200)]
    said = (await till.send(*sent, key="a")).json()
    done = [each["counted"]["done"] for each in said["results"]]
    assert done == [number * (number + 1) // 2 for number in range(1, 201)]
    assert (said["failed"], await till.ripe()) == (0, 0)


async def test_a_report_and_its_reversal_are_taken_in_the_order_of_the_batch(till: Till) -> None:
    whole = {"amount": 100_000}
    there_and_back = [till.event("a", **whole), till.event("a", **whole, reversed=True)]
    back_and_there = [till.event("b", **whole, reversed=True), till.event("b", **whole)]
    said = (await till.send(*there_and_back, *back_and_there, key="a")).json()["results"]
    assert (said[0]["counted"]["seeds"], said[1]["reversed"]["returned"]) == (120, 120)
    assert said[2]["reversed"].get("counted", False) is False
    assert (said[3]["counted"]["already"], said[3]["counted"]["seeds"]) == (True, 0)
    assert await till.ripe() == 0
    # A third one stands: it is the second completion of the period, and can be taken back too.
    third = [till.event("c", **whole), till.event("d"), till.event("c", **whole, reversed=True)]
    said = (await till.send(*third, key="b")).json()["results"]
    assert [each["status"] for each in said] == [200, 200, 200]
    assert (said[2]["reversed"]["done"], await till.ripe()) == (1, 0)


async def test_the_same_batch_ten_times_at_once_is_one(till: Till) -> None:
    sent = [
        till.event("a", amount=60_000),
        till.event("bad", event_at="2199-12-31T23:59:59Z"),
        till.event("old", event_at="2000-01-01T00:00:00Z"),
        till.event("b", amount=40_000),
        till.event("a", amount=1),
        till.event("a", amount=60_000, task="no-such-task", reversed=True),
    ]
    said = await asyncio.gather(*(till.send(*sent, key="a") for _ in range(10)))
    first, *others = [_plain(each.json()) for each in said]
    assert all(each == first for each in others)
    assert [each.get("problem", {}).get("code") for each in first["results"]] == [
        None,
        "event_in_future",
        "event_too_old",
        None,
        "different_event",
        "task_unknown",
    ]
    assert (first["failed"], await till.ripe()) == (4, 120)


async def test_after_a_withdrawal_nothing_is_repeated(till: Till) -> None:
    sent = [till.event("a", amount=100_000), till.event("b")]
    assert (await till.send(*sent, key="a")).json()["failed"] == 0
    path = f"/v1/me/consents/task_events/{BIKES}"
    gone = await till.doors.call("DELETE", path, till.token)
    assert gone.status_code < 300, gone.text
    again = (await till.send(*sent, till.event("c"), key="a")).json()
    assert {each["problem"]["code"] for each in again["results"]} == {"member_not_linked"}
    # What it said it may take back, and it learns nothing by it.
    back = (await till.send(till.event("a", amount=100_000, reversed=True), key="b")).json()
    assert back == {
        "failed": 0,
        "results": [{"status": 200, "reversed": {"task": RIDE}}],
    }
    assert await till.ripe() == 0


def _plain(said: dict[str, Any]) -> dict[str, Any]:
    """Without what tells one request from another."""
    for each in said["results"]:
        each.get("problem", {}).pop("instance", None)
    return said
