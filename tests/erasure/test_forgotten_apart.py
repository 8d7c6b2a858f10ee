"""A member is forgotten by a server and a job runner that are processes of their own: of whom no
trace is in the database afterwards, none is in what the two have said either."""

import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient

from service.clock import SystemClock
from service.flows.context import Context
from service.keys import Keys
from service.programme_demo import DEMO
from service.store.connect import connect
from tests.http.doors import SECRET, Doors
from tests.http.lives import Life
from tests.serving import PROGRAM, Serving, environment, run, serving

pytestmark = pytest.mark.slow


@dataclass
class Afar(Doors):
    """The doors of another process, which puts codes into a mailbox."""

    mailbox: Path = field(default_factory=Path)

    def code_for(self, contact: str) -> str:
        return (self.mailbox / contact).read_text()


@asynccontextmanager
async def afar(
    server: Serving, mongo_url: str, database: str, mailbox: Path
) -> AsyncIterator[Afar]:
    store, keys = await connect(mongo_url, database), Keys(SECRET)
    clock: Any = SystemClock()  # which nobody here moves
    context = Context(store=store, clock=clock, programme=lambda: DEMO)
    nothing: Any = None  # the application is over there
    try:
        async with AsyncClient(base_url=f"http://127.0.0.1:{server.port}") as client:
            yield Afar(nothing, client, context, clock, keys, mailbox=mailbox)
    finally:
        await store.close()


@contextmanager
def job_runner(output: Path, **settings: object) -> Iterator[subprocess.Popen[bytes]]:
    """`seedbank jobs --run`, ended with the block."""
    with (
        output.open("wb") as sink,
        subprocess.Popen(
            [PROGRAM, "jobs", "--run"], env=environment(**settings), stdout=sink, stderr=sink
        ) as process,
    ):
        try:
            yield process
        finally:
            process.terminate()
            assert process.wait(60) == 0


async def test_two_processes_forget_and_have_said_nothing(
    mongo_url: str, database_name: str, admin: Any, tmp_path: Path
) -> None:
    database = admin[database_name]
    given: dict[str, object] = {"mongo_url": mongo_url, "database": database_name}
    given |= {"secret": SECRET, "data_dir": tmp_path, "log_level": "debug", "sender": "mailbox"}
    with serving(tmp_path / "server", jobs="off", **given) as server:
        async with afar(server, mongo_url, database_name, tmp_path / "mailbox") as doors:
            life = Life(doors, database)
            await life.joins()
            await life.is_reached()
            await life.does_tasks()
            await life.pays()
            await life.signs_in("tablet")
            assert (await life.shows_a_pass())["answer"] == "no"  # there is no score yet
            await life.objects()
            await life.chooses()
            await life.doubts()
            await life.brings_along()
            life.keeps_ids()
            with job_runner(tmp_path / "jobs", **given):
                _hours_pass(given, lambda: _is_told(database, life.account))
                await life.leaves()
                _hours_pass(given, lambda: _is_swept(database))
    said = _without_codes((tmp_path / "server").read_text())
    did = (tmp_path / "jobs").read_text()
    assert "/v1/me/erasure" in said
    assert "run ended" in did
    assert life.birds.found_in(said + did) == set()
    left = life.birds.found_in_database(database)
    assert left == {"contact hash": {"departures", "counters"}, "order": {"idempotency"}}
    proved = run("check", **given)
    assert proved.returncode == 0, proved.stdout + proved.stderr
    assert life.birds.found_in(proved.stdout + proved.stderr) == set()


def _hours_pass(settings: dict[str, object], happened: Callable[[], bool]) -> None:
    """What comes due is the runner's; what came due before it knew the time is not."""
    for _ in range(10):
        moved = run("clock", "--forward", "1h", "--jump", **settings)
        assert moved.returncode == 0, moved.stderr
        deadline = time.monotonic() + 5
        while time.monotonic() < deadline:
            if happened():
                return
            time.sleep(0.1)  # other processes give no event to wait for
    raise AssertionError("ten hours were not enough")


def _is_told(database: Any, account: str) -> bool:
    """Whether a message has left the inbox for her phone."""
    delivered = {"account": account, "delivered_at": {"$ne": None}}
    return bool(database.inbox.count_documents(delivered))


def _is_swept(database: Any) -> bool:
    return bool(database.erasures.count_documents({"state": "swept"}))


def _without_codes(said: str) -> str:
    """Codes are printed with their contacts on purpose, for who develops."""
    return "\n".join(line for line in said.splitlines() if not line.startswith("code for "))
