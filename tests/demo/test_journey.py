"""The whole journey as its command plays it: real processes, real HTTP, real MongoDB."""

import asyncio
import os
import socket
import sys
from pathlib import Path

import pytest

from service.demo.journey import Journey
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


async def test_the_journey_goes_right_twice_and_the_proof_is_green(
    environment: dict[str, str],
) -> None:
    for _ in range(2):
        code, out, err = await seedbank(environment, "demo", "--journey")
        assert code == 0, out + err
        steps = [line for line in out.splitlines() if line[:3].strip().isdigit()]
        assert len(steps) == len(list(Journey(None, "x", None).steps()))  # type: ignore[arg-type]
        assert "adds up: True" in out


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

    async def get(self, path: str, caller: str = "member") -> dict[str, object]:
        return {"ripe": 1, "seeds": 1, "looks": [], "available": True, "score": WRONG_SUM}


WRONG_SUM = {"start": 350, "value": 999, "parts": []}


@pytest.mark.parametrize("step", ["collect", "read_score", "read_access_log"])
async def test_a_wrong_answer_ends_the_journey(step: str) -> None:
    journey = Journey(Liar(), "Alice", None)  # type: ignore[arg-type]
    with pytest.raises(Wrong, match="expected"):
        await getattr(journey, step)()
