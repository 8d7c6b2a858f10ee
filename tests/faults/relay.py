"""Job runners that wait for each other's death, and what is seen of them from outside."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tests.faults.publishing import READY
from tests.faults.settling import EFFORT
from tests.jobs.books import JOB
from tests.jobs.fleet import until

STOP_S = 20.0
# A lease that runs out, what a dead process may have locked (5 s), and a machine that is busy.
TAKEN_OVER_S = EFFORT.lease.total_seconds() + 5 + 5


class Relay:
    """One process more than there are ends, all of them ready."""

    def __init__(self, runners: list[subprocess.Popen[bytes]], database: Any) -> None:
        self._runners, self._database = runners, database
        self.died_at: dict[int, float] = {}
        self.claimed_at: dict[int, float] = {}  # by token

    def run(self) -> None:
        """Until the slot is done; what is not dead by then ends in order."""
        until(self._is_over)
        self._look()
        for each in self._runners:
            each.terminate()
        codes = sorted(each.wait(STOP_S) for each in self._runners)
        assert codes == [-signal.SIGKILL] * len(self.died_at) + [0] * codes.count(0)

    def prove(self) -> None:
        """Each death was followed by a claim, soon."""
        for number, died in enumerate(sorted(self.died_at.values()), start=1):
            took = self.claimed_at[number + 1] - died
            assert took < TAKEN_OVER_S, f"death {number} was noticed after {took:.1f} s"
            print(f"death {number}: taken over after {took:.1f} s")

    def _is_over(self) -> bool:
        self._look()
        slot = self._database.slots.find_one({"job": JOB})
        self.claimed_at.setdefault(slot["token"], time.monotonic())
        return bool(slot["state"] == "done")

    def _look(self) -> None:
        for each in self._runners:
            if each.poll() is not None:
                self.died_at.setdefault(each.pid, time.monotonic())


@contextmanager
def relay(
    url: str, database: Any, chunk: int, ends: Sequence[str], chance: random.Random
) -> Iterator[Relay]:
    """Leaves no process behind."""
    arguments = [url, database.name, str(chunk), json.dumps(ends)]
    command = [sys.executable, "-m", "tests.faults.publishing", *arguments]
    runners = [
        subprocess.Popen(
            [*command, str(chance.randrange(10**6))], env=os.environ, stdout=subprocess.PIPE
        )
        for _ in range(len(ends) + 1)
    ]
    try:
        for each in runners:
            assert each.stdout is not None
            assert each.stdout.readline().decode().strip() == READY
        yield Relay(runners, database)
    finally:
        for each in runners:
            each.kill()
            each.communicate()
