"""The installed program as a process of its own, as a user starts it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
from httpx import Client, TransportError

from tests import forked

SECRET = "a secret of at least 32 characters"
PROGRAM = Path(sys.executable).with_name("seedbank")


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def environment(**settings: object) -> dict[str, str]:
    """This process's, with these settings and no others."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("SEEDBANK_")}
    return kept | {f"SEEDBANK_{name.upper()}": str(value) for name, value in settings.items()}


def run(*arguments: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """The program until it ends by itself, at most 60 s: in a fork, see `forked`."""
    return forked.run(*arguments, environment=environment(**settings), timeout_s=60)


@dataclass
class Serving:
    """A started `seedbank serve`; what it says goes to a file."""

    process: subprocess.Popen[bytes]
    port: int
    output: Path
    http: Client

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """The exit code, after at most 60 s."""
        self.process.send_signal(how)
        return self.process.wait(60)

    def code_for(self, contact: str) -> str:
        """The last code that the console sender wrote."""
        codes = re.findall(rf"code for {re.escape(contact)}: (\d{{6}})", self.output.read_text())
        code: str = codes[-1]
        return code

    def workers(self) -> set[int]:
        """The processes that answer."""
        children = psutil.Process(self.process.pid).children()
        return {child.pid for child in children if is_worker(child)}


def is_worker(child: psutil.Process) -> bool:
    """Whether a child of the server is one that answers."""
    try:
        words = " ".join(child.cmdline())
        # With setproctitle around, which some tool may bring along, granian names its workers.
        return "spawn_main" in words or " worker-" in words
    except psutil.NoSuchProcess:  # killed a moment ago, and perhaps not waited for yet
        return False


@contextmanager
def serving(output: Path, **settings: object) -> Iterator[Serving]:
    """`seedbank serve` with these settings, once it answers; ended with the block."""
    port = free_port()
    with (
        output.open("wb") as sink,
        subprocess.Popen(
            [PROGRAM, "serve"],
            env=environment(port=port, **settings),
            stdout=sink,
            stderr=subprocess.STDOUT,
        ) as process,
        Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as http,
    ):
        server = Serving(process, port, output, http)
        try:
            _await_ready(server)
            yield server
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(60)


def _await_ready(server: Serving) -> None:
    deadline = time.monotonic() + 60
    while True:
        assert server.process.poll() is None, server.output.read_text()
        assert time.monotonic() < deadline, server.output.read_text()
        try:
            if server.http.get("/health/ready").status_code == 200:
                return
        except TransportError:
            time.sleep(0.05)
