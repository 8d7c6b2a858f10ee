"""Many processes, and what happens to them. Effects are counted in the database."""

import os
import random
import signal
import subprocess
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from service.jobs.due import Due, slot_of
from service.store.schema.page import SLOTS
from tests.jobs.fleet import fleet, until
from tests.jobs.toy import open_toys

DUE = datetime(2026, 3, 4, 12, tzinfo=UTC)
JOBS, TIMES = 20, 10

pytestmark = [pytest.mark.slow, pytest.mark.crash]


@pytest.fixture
async def database(mongo_url: str, database_name: str, database: Any) -> Any:
    """With its schema laid before the processes come, and no connection left open: these tests
    block the loop that would look after it."""
    context = await open_toys(mongo_url, database_name)
    await context.store.close()
    return database


def one_slot(database: Any) -> str:
    slot = slot_of("toy-0", Due(DUE), now=DUE)
    database.slots.insert_one(SLOTS.encode(slot))
    return slot.id


def slot(database: Any, id_: str) -> Any:
    return database.slots.find_one({"_id": id_})


def marks(database: Any, process: subprocess.Popen[bytes]) -> set[int]:
    return {raw["item"] for raw in database.marks.find({"owner": str(process.pid)})}


def test_two_schedulers_and_four_runners_run_each_of_200_slots_once(
    mongo_url: str, database_name: str, database: Any
) -> None:
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    for n in range(JOBS):
        first = slot_of(f"toy-{n}", Due(hour - timedelta(hours=TIMES)), now=DUE)
        database.slots.insert_one(SLOTS.encode(first) | {"state": "skipped"})
    with fleet(mongo_url, database_name, jobs=JOBS, rule="again") as ships:
        for role in ["runner"] * 4 + ["scheduler"] * 2:
            ships.start(role)
        until(lambda: database.slots.count_documents({"state": "done"}) >= JOBS * TIMES)
        until(lambda: not database.slots.count_documents({"state": {"$in": ["due", "claimed"]}}))
        assert ships.stop() == [0] * 6
    done = list(database.slots.find({"state": "done"}))
    assert {raw["attempts"] for raw in done} == {1}
    assert {raw["token"] for raw in done} == {1}
    runs = [raw["run"] for raw in database.marks.find()]
    assert len(runs) == len(set(runs)) == len(done) >= JOBS * TIMES
    assert len(database.marks.distinct("owner")) > 1


@pytest.mark.parametrize("seed", range(3))
def test_a_runner_that_slept_past_its_lease_is_refused_at_its_next_chunk(
    mongo_url: str, database_name: str, database: Any, seed: int
) -> None:
    id_, chance = one_slot(database), random.Random(seed)
    plan = {"chunks": 100, "items": 2, "pause_ms": 20, "rule": "again", "lease_s": 1}
    with fleet(mongo_url, database_name, **plan) as ships:
        sleeper = ships.start("runner")
        until(lambda: len(marks(database, sleeper)) > chance.randrange(2, 20))
        os.kill(sleeper.pid, signal.SIGSTOP)
        before = marks(database, sleeper)
        other = ships.start("runner")
        until(lambda: slot(database, id_)["token"] == 2)
        until(lambda: marks(database, other))
        os.kill(sleeper.pid, signal.SIGCONT)
        until(lambda: slot(database, id_)["state"] == "done")
        assert ships.stop() == [0, 0]
        assert marks(database, sleeper) == before
        assert marks(database, other) | before == set(range(200))
    assert (slot(database, id_)["token"], slot(database, id_)["attempts"]) == (2, 1)


@pytest.mark.parametrize("seed", range(6))
def test_a_killed_runners_work_is_taken_over_at_its_checkpoint(
    mongo_url: str, database_name: str, database: Any, seed: int
) -> None:
    id_, chance = one_slot(database), random.Random(seed)
    with fleet(mongo_url, database_name, chunks=40, items=5, pause_ms=10, lease_s=1) as ships:
        victim = ships.start("runner")
        until(lambda: len(marks(database, victim)) > chance.randrange(0, 150))
        victim.kill()
        victim.wait()
        checkpoint = int(slot(database, id_)["progress"]["checkpoint"] or 0)
        heir = ships.start("runner")
        until(lambda: slot(database, id_)["state"] == "done")
        assert ships.stop() == [-signal.SIGKILL, 0]
        assert min(marks(database, heir)) >= 5 * checkpoint
        assert min(marks(database, heir)) == max(marks(database, victim)) + 1
    assert database.marks.count_documents({}) == 200
    assert slot(database, id_)["progress"]["done"] == 200


def test_stopping_loses_no_work_and_repeats_none(
    mongo_url: str, database_name: str, database: Any
) -> None:
    id_ = one_slot(database)
    plan = {"chunks": 60, "items": 2, "pause_ms": 5, "rule": "again"}
    with fleet(mongo_url, database_name, **plan) as ships:
        for n in range(4):
            runner = ships.start("runner")
            until(lambda n=n: slot(database, id_)["token"] == n + 1)
            until(lambda runner=runner: len(marks(database, runner)) > 4)
            runner.terminate()
            assert runner.wait(20) == 0
            assert slot(database, id_)["state"] == "due"
        ships.start("runner")
        until(lambda: slot(database, id_)["state"] == "done")
        assert ships.stop() == [0] * 5
    assert database.marks.count_documents({}) == 120
    assert len(database.marks.distinct("item")) == 120
