"""kill -9 of the process, and of the server, under load: nothing lost, nothing twice."""

import asyncio
import os
import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from service.store.connect import DRIVERS, OPTIONS
from service.store.embedded import Mongod, start_mongod
from service.store.path.limits import Limits
from service.store.store import Store
from tests.store.path.toy import JARS, TOYS, Dropped, Jar, drop

KILLS = int(os.environ.get("TEST_KILLS", "15"))

pytestmark = pytest.mark.slow


class Told:
    """What the killed process had sent, and what it had been told."""

    def __init__(self, output: bytes) -> None:
        lines = [line.split() for line in output.decode().splitlines(keepends=True) if "\n" in line]
        self.sent = [line[1] for line in lines if line[0] == "sent"]
        self.done = {line[1]: int(line[2]) for line in lines if line[0] == "done"}


async def killed_under_load(url: str, database: str, run: str, chance: random.Random) -> Told:
    """Runs a process until some commands are answered, then kills it at any moment."""
    command = [sys.executable, "-m", "tests.store.path.load", url, database, "pymongo", run]
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    async with asyncio.timeout(30):
        output = b""
        while output.count(b"done") < chance.randrange(1, 200):
            output += await process.stdout.readline()
        await asyncio.sleep(chance.uniform(0, 0.02))
        process.send_signal(signal.SIGKILL)
        output += await process.stdout.read()
        await process.wait()
    return Told(output)


def proven(database: Any, slips: set[str]) -> None:
    """Every slip once, every coin and every event with it, no number missing or double."""
    assert {raw["_id"] for raw in database.slips.find()} == slips
    for jar in database.accounts.find():
        mine = database.slips.count_documents({"jar": jar["_id"]})
        assert jar["coins"] == mine
        assert jar["version"] == 1 + mine
        events = database.outbox.find({"account": jar["_id"]}).sort("_id", 1)
        assert [raw["sequence"] for raw in events] == list(range(2, 2 + mine))


def fill(database: Any) -> None:
    for name in TOYS:
        database.create_collection(name)
    database.accounts.insert_many([JARS.encode(Jar(id=f"j{n}")) for n in range(1, 5)])


@pytest.mark.timeout(60 + 10 * KILLS)
async def test_a_process_killed_under_load_loses_nothing_and_repeats_nothing(
    mongo_url: str, database_name: str, admin: Any
) -> None:
    seed = random.randrange(10**6)
    print(f"seed {seed}")
    chance = random.Random(seed)
    database = admin[database_name]
    fill(database)
    store = Store(DRIVERS["pymongo"](mongo_url, database_name, **OPTIONS), Limits(), TOYS)
    every: set[str] = set()
    for run in range(KILLS):
        told = await killed_under_load(mongo_url, database_name, f"r{run}", chance)
        every.update(told.sent)
        stored = {raw["_id"] for raw in database.slips.find()}
        assert set(told.done) <= stored
        await send_again(store, told)
        proven(database, every)
    await store.close()


async def send_again(store: Store, told: Told) -> None:
    """Every command once more with its key: the acknowledged ones get the very same answer."""
    for slip in told.sent:
        jar = f"j{int(slip.rsplit('-', 1)[1]) % 4 + 1}"
        answered = await store.apply(drop(slip, jar=jar))
        while not isinstance(answered.answer, Dropped):
            answered = await store.apply(drop(slip, jar=jar))
        if slip in told.done:
            assert answered.replayed
            assert answered.answer.coins == told.done[slip]


class Server:
    """A server of one's own that can be killed and started again on the same data and port."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.mongod: Mongod = start_mongod(folder, cache_gb=0.25)

    def kill(self) -> None:
        os.kill(self.mongod.pid, signal.SIGKILL)
        self.mongod.stop()
        self.mongod = start_mongod(self._folder, cache_gb=0.25)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    own = Server(tmp_path)
    yield own
    own.mongod.stop()


@pytest.mark.timeout(60 + 10 * KILLS)
@pytest.mark.parametrize("driver_name", ["pymongo", "motor"])
async def test_a_server_killed_under_load_loses_nothing_and_repeats_nothing(
    server: Server, driver_name: str
) -> None:
    chance = random.Random()
    with MongoClient[dict[str, Any]](server.mongod.url) as client:
        fill(client.toys)
    port = server.mongod.port
    store = Store(DRIVERS[driver_name](server.mongod.url, "toys", **OPTIONS), Limits(), TOYS)
    stop = asyncio.Event()
    callers = [asyncio.ensure_future(call(store, mine, stop)) for mine in range(8)]
    for _ in range(max(2, KILLS // 7)):
        before = store.stats.commands
        async with asyncio.timeout(30):
            while store.stats.commands < before + chance.randrange(20, 200):
                await asyncio.sleep(0.001)
        await asyncio.to_thread(server.kill)
        assert server.mongod.port == port
    stop.set()
    every = {slip for mine in await asyncio.gather(*callers) for slip in mine}
    await store.close()
    with MongoClient[dict[str, Any]](server.mongod.url) as client:
        proven(client.toys, every)


async def call(store: Store, mine: int, stop: asyncio.Event) -> list[str]:
    """Sends one command after the other, each until it is answered; no first answer is a replay."""
    done: list[str] = []
    while not stop.is_set():
        slip = f"{mine}-{len(done)}"
        unsure = False
        while True:
            answered = await store.apply(drop(slip, jar=f"j{len(done) % 4 + 1}"))
            if isinstance(answered.answer, Dropped):
                break
            unsure = unsure or answered.answer.code == "outcome_unknown"
        assert unsure or not answered.replayed
        done.append(slip)
    return done
