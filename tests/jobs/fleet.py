"""Real processes that run jobs, and ways to see what they have done."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

DEADLINE_S = 60.0


class Fleet:
    """Processes on one database, all with the same plan."""

    def __init__(self, url: str, database: str, **plan: Any) -> None:
        defaults = {"jobs": 1, "chunks": 1, "items": 1, "pause_ms": 0, "rule": "once"}
        self._plan = json.dumps({**defaults, "lease_s": 30, **plan})
        self._url, self._database = url, database
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self, role: str) -> subprocess.Popen[bytes]:
        """One more `scheduler` or `runner`."""
        arguments = [self._url, self._database, role, self._plan]
        command = [sys.executable, "-m", "tests.jobs.worker", *arguments]
        process = subprocess.Popen(command, env=os.environ)
        self.processes.append(process)
        return process

    def stop(self) -> list[int]:
        """SIGTERM to all that still run; the exit codes of all, in order of start."""
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGCONT)
                process.terminate()
        return [process.wait(DEADLINE_S) for process in self.processes]


@contextmanager
def fleet(url: str, database: str, **plan: Any) -> Iterator[Fleet]:
    """A fleet that leaves no process behind."""
    ships = Fleet(url, database, **plan)
    try:
        yield ships
    finally:
        for process in ships.processes:
            process.kill()
            process.wait(DEADLINE_S)


def until(true: Callable[[], Any], *, deadline_s: float = DEADLINE_S) -> Any:
    """The first true answer, asked every 10 ms. AssertionError at the deadline."""
    end = time.monotonic() + deadline_s
    while time.monotonic() < end:
        if answer := true():
            return answer
        time.sleep(0.01)
    raise AssertionError("it did not happen in time")
