"""The test clock over HTTP: forwards, by who may, in a sandbox, and nowhere else."""

import asyncio
from datetime import timedelta

import msgspec
import pytest

from service.http.openapi.examples import EXAMPLES
from service.operators.roles import Role
from service.programme_demo import DEMO
from service.store.domain_clock import begin_clock
from tests.http.doors import Doors, is_problem, open_doors
from tests.http.operator.people import log

CLOCK = "/v1/operator/clock"
DAY_S = 86_400
A_DAY = {"by_s": DAY_S, "reason": "to see a rental end"}


@pytest.fixture
async def sandbox(own_doors: Doors) -> Doors:
    await begin_clock(own_doors.context.store, sandbox=True)
    return own_doors


async def test_each_move_comes_on_top_and_leaves_a_row(sandbox: Doors) -> None:
    admin = await sandbox.operator(name="olga")
    before = (await sandbox.call("GET", CLOCK, admin)).json()
    assert before["now"] == before["server_now"]
    assert before["ahead_s"] == 0
    first = await sandbox.call("POST", CLOCK, admin, json=A_DAY)
    assert (first.status_code, first.json()["ahead_s"]) == (200, DAY_S)
    await sandbox.call("POST", CLOCK, admin, json=EXAMPLES["ClockMove"]["a_month_on"])
    after = (await sandbox.call("GET", CLOCK, admin)).json()
    assert (after["ahead_s"], after["server_now"]) == (31 * DAY_S, before["server_now"])
    assert sandbox.context.clock.offset == timedelta(days=31)
    rows = await log(sandbox, action="move_clock")
    assert [row["subject"] for row in rows] == ["clock:current"] * 2
    assert rows[0]["reason"] == A_DAY["reason"]
    assert "olga" in rows[0]["actor"]


async def test_the_same_key_moves_once(sandbox: Doors) -> None:
    admin = await sandbox.operator()
    both = await asyncio.gather(
        *(sandbox.call("POST", CLOCK, admin, json=A_DAY, key="twice") for _ in range(2))
    )
    again = await sandbox.call("POST", CLOCK, admin, json=A_DAY, key="twice")
    assert {each.json()["ahead_s"] for each in (*both, again)} == {DAY_S}
    assert again.headers["Idempotent-Replayed"] == "true"
    other = await sandbox.call("POST", CLOCK, admin, json=A_DAY | {"by_s": 1}, key="twice")
    assert other.status_code == 422


@pytest.mark.parametrize("by_s", [0, -1, 400 * DAY_S + 1, 1.5, "1", None])
async def test_neither_back_nor_too_far(sandbox: Doors, by_s: object) -> None:
    admin = await sandbox.operator()
    answer = await sandbox.call("POST", CLOCK, admin, json=A_DAY | {"by_s": by_s})
    is_problem(answer, 422, "invalid_request")
    assert sandbox.context.clock.offset == timedelta(0)


async def test_who_only_looks_moves_nothing(sandbox: Doors) -> None:
    for role in (Role.SUPPORT, Role.AUDITOR):
        token = await sandbox.operator(role)
        assert (await sandbox.call("GET", CLOCK, token)).status_code == 200
        is_problem(await sandbox.call("POST", CLOCK, token, json=A_DAY), 403, "power_missing")
    assert sandbox.context.clock.offset == timedelta(0)


async def test_a_real_programme_has_no_such_address(mongo_url: str, database_name: str) -> None:
    real = msgspec.structs.replace(DEMO, sandbox=False)
    async with open_doors(mongo_url, database_name, programme=real) as doors:
        # Its database could be a copy of a sandbox's: the programme decides too.
        await begin_clock(doors.context.store, sandbox=True)
        admin = await doors.operator()
        for answer in (
            await doors.call("GET", CLOCK, admin),
            await doors.call("POST", CLOCK, admin, json=A_DAY),
        ):
            is_problem(answer, 404, "no_such_path")
        assert doors.context.clock.offset == timedelta(0)


async def test_a_sandbox_that_lost_its_clock_says_so(own_doors: Doors) -> None:
    """The database decides too: a copy of a real one does not become a sandbox by its document."""
    admin = await own_doors.operator()
    answer = await own_doors.call("POST", CLOCK, admin, json=A_DAY)
    is_problem(answer, 409, "not_asandbox")
