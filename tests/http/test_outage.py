"""Without its database the service says so, soon, and says when to come back."""

import asyncio
import time
from pathlib import Path

import pytest

from service.http.problems.problem import respond
from service.http.problems.refusals import StoreUnavailable, TooManyRequests
from service.store.path.refusals import Busy, OutcomeUnknown, Overloaded, Stopping
from tests.http.doors import Doors, is_problem, open_doors
from tests.store.servers import start


@pytest.mark.parametrize(
    "refusal", [Overloaded(), Busy(), OutcomeUnknown(), Stopping(), StoreUnavailable()]
)
def test_who_is_told_to_wait_is_told_how_long(refusal: Overloaded) -> None:
    response = respond(refusal, "id")
    assert response.status_code == 503
    assert response.headers["Retry-After"] == str(refusal.retry_after_s)
    limited = respond(TooManyRequests(retry_after_s=17), "id")
    assert (limited.status_code, limited.headers["Retry-After"]) == (429, "17")


async def test_a_stopping_process_refuses_new_work(own_doors: Doors) -> None:
    token = await own_doors.member()
    await own_doors.context.store._batcher.close()
    response = await own_doors.call("POST", "/v1/me/tasks/weekly-ride", token)
    is_problem(response, 503, "stopping")
    assert response.headers["retry-after"] == "1"


@pytest.mark.slow
async def test_an_outage_is_a_503_and_no_reason_to_restart(data_dir: Path) -> None:
    server = start(data_dir)
    try:
        async with open_doors(server.url, "outage") as doors:
            token, kiosk = await doors.member(), await doors.merchant()
            assert (await doors.call("GET", "/health/ready")).status_code == 200
            server.stop()
            began = time.monotonic()
            is_problem(await doors.call("GET", "/health/ready"), 503, "store_unavailable")
            assert time.monotonic() - began < 3
            assert (await doors.call("GET", "/health/live")).status_code == 200
            assert (await doors.call("GET", "/v1/programme")).status_code == 200
            # At once: each waits as long as it may for a database that does not come.
            *read, checked, joined = await asyncio.gather(
                doors.call("GET", "/v1/me/purse", token),
                doors.call("GET", "/v1/me", token),
                doors.call("POST", "/v1/merchant/checks", kiosk, json={"token": "0" * 32}),
                doors.call("POST", "/v1/me/tasks/weekly-ride", token),
            )
            for response in read:
                is_problem(response, 503, "store_unavailable")
                assert response.headers["retry-after"]
            is_problem(checked, 503, "store_unavailable")
            assert joined.status_code == 503
            assert joined.json()["code"] in ("busy", "outcome_unknown", "overloaded")
    finally:
        server.stop()
