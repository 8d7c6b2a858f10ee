"""The whole journey as its command plays it: real processes, real HTTP, real MongoDB."""

import asyncio
import os
import signal
import socket
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.demo.journey.stage import Stage, next_monday, next_publication
from service.demo.journey.story import Story
from service.demo.visitor import Visitor, Wrong

pytestmark = pytest.mark.slow


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def environment(data_dir: Path) -> dict[str, str]:
    """A demo of its own: folder, database and port that nobody else has."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith("SEEDBANK_")
    } | {"SEEDBANK_DATA_DIR": str(data_dir), "SEEDBANK_PORT": str(free_port())}


async def seedbank(environment: dict[str, str], *words: str) -> tuple[int | None, str, str]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "service.cli",
        *words,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    return process.returncode, out.decode(), err.decode()


@pytest.mark.timeout(300)  # two of them, and each walks a clock over weeks
async def test_after_one_that_was_broken_off_the_whole_story_goes_right_and_the_proof_is_green(
    environment: dict[str, str],
) -> None:
    """The first goes far enough to leave something; none of it is in the way of the second."""
    await _broken_off(environment | {"SEEDBANK_DRIVER": "motor"}, at=8)
    two = environment | {"SEEDBANK_WORKERS": "2"}
    code, out, err = await seedbank(two, "demo", "--journey")
    assert code == 0, out + err
    steps = [line for line in out.splitlines() if line[:3].strip().isdigit()]
    assert len(steps) == len(list(Story(stage()).steps()))
    assert "adds up: True" in out


async def _broken_off(environment: dict[str, str], *, at: int) -> None:
    """A journey that somebody ends when it has come to a step."""
    journey = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "service.cli", "demo", "--journey"),
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    assert journey.stdout is not None
    while not (line := await journey.stdout.readline()).startswith(b"%3d" % at):
        assert line, f"it ended before step {at}"
    journey.send_signal(signal.SIGINT)
    await journey.communicate()


async def test_a_taken_port_is_one_line(environment: dict[str, str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(environment["SEEDBANK_PORT"])))
        taken.listen()
        code, out, err = await seedbank(environment, "demo")
    assert (code, out) == (2, "")
    assert "SEEDBANK_PORT" in err
    assert len(err.splitlines()) == 1


async def test_a_folder_in_use_is_one_line(environment: dict[str, str], mongo_url: str) -> None:
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "service.cli", "demo", env=environment, stdout=asyncio.subprocess.PIPE
    )
    assert running.stdout is not None
    while b"listens" not in await running.stdout.readline():
        pass
    other = environment | {"SEEDBANK_PORT": str(free_port())}
    code, _, err = await seedbank(other, "demo")
    running.terminate()
    assert await running.wait() == 0
    assert code == 2
    assert "SEEDBANK_DATA_DIR" in err
    assert len(err.splitlines()) == 1


class Liar(Visitor):
    """A server that says yes to everything."""

    def __init__(self) -> None:
        pass

    async def get(self, path: str, caller: str) -> Any:
        return {"ripe": 1, "seeds": 1, "looks": [], "available": True, "score": WRONG_SUM}

    async def post(self, path: str, body: Any, caller: str) -> Any:
        return {"state": "active", "answer": "yes", "seeds": 1, "already": False, "token": ""}

    async def refused(self, path: str, body: Any, caller: str) -> str:
        return "not_found"


WRONG_SUM = {"start": 350, "value": 999, "parts": []}


def stage(visitor: Visitor | None = None) -> Stage:
    async def forward(_until: datetime) -> str:
        return ""

    return Stage(visitor or Liar(), lambda: datetime(2026, 3, 4, tzinfo=UTC), forward)


@pytest.mark.parametrize(
    "text",
    [
        "finds ripe seeds and collects them",
        "the same report again changes nothing",
        "Alice reads her score and every part of it",
        "a bicycle without a deposit: no, and no score",
        "sees every look in the access log",
    ],
)
async def test_a_wrong_answer_ends_the_journey(text: str) -> None:
    step = dict(Story(stage()).steps())[text]
    with pytest.raises(Wrong, match="expected"):
        await step()


def at(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "published"),
    [
        (at(2026, 11, 30, 9), at(2026, 12, 6, 1)),
        (at(2026, 12, 6, 2), at(2027, 1, 6, 1)),
        (at(2027, 1, 31, 0), at(2027, 2, 6, 1)),
        (at(2027, 2, 1, 0), at(2027, 2, 6, 1)),
        (at(2028, 2, 29, 0), at(2028, 3, 6, 1)),
    ],
)
def test_scores_are_out_on_the_sixth(now: datetime, published: datetime) -> None:
    assert next_publication(now) == published


def test_the_story_begins_on_a_monday_whose_week_has_no_publication() -> None:
    for day in range(366):
        now = at(2027, 2, 1, 23) + timedelta(days=day)
        monday = next_monday(now)
        assert (monday.weekday(), monday.hour) == (0, 9), now
        assert timedelta(0) < monday - now <= timedelta(days=21), now
        assert next_publication(monday) > monday + timedelta(days=9), now
