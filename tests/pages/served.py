"""A real server in a process of its own, on one port, that can be stopped and started again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.pages.lodging import ROOM

START_S = 60.0
STOP_S = 8.0
SECRET = "for tests: not a secret at all, only long"


class Served:
    """An application behind granian, as `seedbank serve` runs it."""

    def __init__(
        self, mongo_url: str, database: str, log: Path, factory: str = "service.app:application"
    ) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.log, self._factory = log, factory
        self._environment = os.environ | {
            "SEEDBANK_MONGO_URL": mongo_url,
            "SEEDBANK_DATABASE": database,
            "SEEDBANK_SECRET": SECRET,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Returns when the server answers."""
        command = [
            *(sys.executable, "-m", "granian", "--interface", "asgi", "--factory"),
            *("--port", str(self.port), self._factory),
        ]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, env=self._environment, stdout=log, stderr=log, start_new_session=True
            )
        deadline = time.monotonic() + START_S
        while not self._answers():
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.05)

    def stop(self) -> float:
        """Asks the server to end, as an operator does; seconds until it had ended."""
        process = self._process
        assert process is not None
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_S)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._process = None
        return time.monotonic() - asked

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/health/live", timeout=1) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    @property
    def running(self) -> bool:
        """Whether `stop` has something to do."""
        return self._process is not None


@contextmanager
def served(
    mongo_url: str, database: str, log: Path, factory: str = "service.app:application"
) -> Iterator[Served]:
    """A running server; stopped at the end, if the test has not done so."""
    server = Served(mongo_url, database, log, factory)
    try:
        server.start()
        yield server
    finally:
        if server.running:
            server.stop()


class Lodged(Served):
    """A server whose process is there for many tests, see `lodging`."""

    def __init__(self, mongo_url: str, log: Path) -> None:
        super().__init__(mongo_url, "nobody's", log, "tests.pages.lodging:application")

    @contextmanager
    def at(self, database: str, log: Path) -> Iterator["Lodged"]:
        """With a new application on this database, which has ended with the block."""
        before, self.log = self.log, log
        self._move({"database": database, "log": str(log)})
        try:
            yield self
        finally:
            self._move({})
            self.log = before

    def _move(self, wanted: dict[str, str]) -> None:
        body = json.dumps(wanted).encode()
        with urllib.request.urlopen(self.url + ROOM, body, timeout=START_S) as answer:
            assert answer.status == 200, self.log.read_text()
