"""Boards at the doors: each caller sees what is theirs to see, at one stated version."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from service.members.consents import Purpose
from tests.http.doors import KIOSK, Doors, is_problem, open_doors
from tests.live.conftest import BOARD

PATH = f"/v1/boards/{BOARD}"


@pytest.fixture
async def doors(mongo_url: str, database_name: str) -> AsyncIterator[Doors]:
    async with open_doors(mongo_url, database_name) as opened:
        yield opened


async def earner(doors: Doors, name: str, task: str, *, shown: bool = True) -> str:
    """The access token of a member who has done one task at the kiosk."""
    token = await doors.member(name=name)
    await doors.call("POST", f"/v1/me/tasks/{task}", token)
    linked = await doors.consent(token, Purpose.TASK_EVENTS, KIOSK)
    if shown:
        await doors.consent(token, Purpose.BOARD, BOARD)
    event = {
        "member": linked["pseudonym"],
        "task": task,
        "event_at": doors.clock.server_now().isoformat(),
    }
    kiosk = await doors.merchant()
    done = await doors.call("POST", "/v1/merchant/events", kiosk, json=event)
    assert done.status_code in (200, 201), done.text
    return token


async def board(doors: Doors, token: str, seeds: int, query: str = "") -> dict[str, Any]:
    """The caller's view, once their own seeds have arrived."""
    async with asyncio.timeout(2):
        while True:
            found: dict[str, Any] = (await doors.call("GET", PATH + query, token)).json()
            if found.get("me", {}).get("seeds") == seeds:
                return found
            await asyncio.sleep(0.02)


async def test_a_member_sees_their_place_their_neighbours_and_the_top(doors: Doors) -> None:
    await earner(doors, "Alice", "mend-umbrella")
    bob = await earner(doors, "Bob", "return-umbrella")
    await earner(doors, "Charlie", "return-umbrella")
    async with asyncio.timeout(2):
        while (found := await board(doors, bob, 20, "?top=1&around=1"))["ranked"] < 3:
            await asyncio.sleep(0.02)
    assert found["me"] == {"rank": 2, "seeds": 20}
    assert [(row["rank"], row["name"]) for row in found["top"]] == [(1, "Alice")]
    # Both earned at the same moment of a clock that stands still: their ids decide who is first.
    around = [(row["rank"], row["name"], row.get("you", False)) for row in found["around"]]
    assert around in (
        [(1, "Alice", False), (2, "Bob", True), (2, "Charlie", False)],
        [(2, "Charlie", False), (2, "Bob", True)],
    )
    assert found["version"]
    assert found["as_of"] <= found["now"]
    # Nothing on a board leads back to an account.
    assert not any("account" in row for row in found["around"])


async def test_who_is_not_on_the_board_sees_themselves_only(doors: Doors) -> None:
    await earner(doors, "Alice", "mend-umbrella")
    hidden = await earner(doors, "Bob", "return-umbrella", shown=False)
    async with asyncio.timeout(2):
        while (found := await board(doors, hidden, 20))["ranked"] < 1:
            await asyncio.sleep(0.02)
    assert found["on_board"] is False
    assert found["me"] == {"rank": 2, "seeds": 20}
    assert "top" not in found
    assert "around" not in found


async def test_a_board_that_is_none_and_numbers_that_are_too_large(doors: Doors) -> None:
    token = await doors.member()
    refused = await doors.call("GET", "/v1/boards/no-such-board", token)
    is_problem(refused, 404, "board_not_found")
    for query in ("?top=0", "?top=101", "?around=21", "?around=-1", "?top=x"):
        refused = await doors.call("GET", PATH + query, token)
        is_problem(refused, 422, "invalid_request")


async def test_each_door_is_for_its_own_caller(doors: Doors) -> None:
    member, screen = await doors.member(), await doors.display()
    kiosk = await doors.merchant()
    for token in (screen, kiosk, ""):
        is_problem(await doors.call("GET", PATH, token), 401, "not_authenticated")
    for path in ("/v1/display/board", "/v1/display/stream"):
        for token in (member, kiosk, ""):
            is_problem(await doors.call("GET", path, token), 401, "not_authenticated")
    shown = await doors.call("GET", "/v1/display/board", screen)
    assert (shown.status_code, shown.json()["board"]) == (200, BOARD)
    assert shown.json()["age_ms"] >= 0
