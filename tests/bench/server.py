"""A server as a process of its own, and calls to it from another."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import msgspec
import psutil

from service.store.embedded import Mongod
from tests.bench.measure import Cpu, Laps, Measured, with_cpu
from tests.bench.spec import Spec

REAL = ("-m", "service.cli", "serve")
READY_S_MAX = 60.0
LOOK_EVERY_S = 0.01


class Server(msgspec.Struct, frozen=True, kw_only=True):
    """A server that is ready after so many seconds; `pids` are its process and all below it."""

    port: int
    pids: Sequence[int]
    ready_s: float


@contextmanager
def serving(command: Sequence[str] = REAL, **settings: str) -> Iterator[Server]:
    """Starts `python *command`, waits until it is ready, and stops it. Settings in capitals."""
    port, started = _free_port(), time.perf_counter()
    env = {name: text for name, text in os.environ.items() if not name.startswith("SEEDBANK_")}
    env |= {f"SEEDBANK_{name}": text for name, text in settings.items()}
    process = subprocess.Popen(
        [sys.executable, *command],
        env=env | {"SEEDBANK_PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        _await_ready(process, port)
        ready_s = time.perf_counter() - started
        below = psutil.Process(process.pid).children(recursive=True)
        yield Server(port=port, pids=[process.pid, *(one.pid for one in below)], ready_s=ready_s)
    finally:
        process.terminate()
        process.wait()


def load(server: Server, mongod: Mongod, spec: Spec) -> Measured:
    """Calls the server from a process of its own and counts what both sides spend on it."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.load"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as generator:
        assert generator.stdin
        assert generator.stdout
        generator.stdin.write(msgspec.json.encode(spec) + b"\n")
        generator.stdin.flush()
        if generator.stdout.readline() != b"warm\n":
            raise RuntimeError("the load generator failed: its own words are above")
        service, database = Cpu(server.pids), Cpu([mongod.pid])
        seen = msgspec.json.decode(generator.stdout.readline(), type=Laps)
        return with_cpu(seen, service, database)


def _await_ready(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + READY_S_MAX
    while not _is_ready(port):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the server did not become ready: its own words are above")
        time.sleep(LOOK_EVERY_S)


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
