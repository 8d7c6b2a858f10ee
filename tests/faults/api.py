"""`seedbank serve` as real processes: started, killed in parts or as a whole, stopped in order."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO

import psutil

from tests.faults.numbers import PREFIX
from tests.faults.wire import Unanswered, Wire
from tests.serving import is_worker

SECRET = "for tests: not a secret at all, only long"
START_S = 60.0
LOOK_S = 0.02


class Api:
    """One server on a port of its own: a master that starts a worker."""

    def __init__(self, log: Path, **settings: str) -> None:
        """`settings` by their names without `SEEDBANK_`, in lower case."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        given = {"secret": SECRET, "port": str(self.port), **settings}
        ours = {name: text for name, text in os.environ.items() if not name.startswith(PREFIX)}
        self._env = ours | {f"SEEDBANK_{name.upper()}": text for name, text in given.items()}
        self.log = log
        self.process: subprocess.Popen[bytes] | None = None
        self.worker_pids: list[int] = []

    async def start(self) -> None:
        """Returns when it is ready to serve; starts it again if it has ended."""
        async with asyncio.timeout(START_S):
            while not (self.runs and await self._ready()):
                if not self.runs:
                    await self._gone(self.worker_pids)
                    self._spawn()
                await asyncio.sleep(LOOK_S)
        self.worker_pids = [each.pid for each in self._workers()]

    @property
    def runs(self) -> bool:
        """Whether it was started and has not ended."""
        return self.process is not None and self.process.poll() is None

    @property
    def worker(self) -> psutil.Process:
        """The process that answers."""
        (found,) = self._workers()
        return found

    def kill(self, part: str) -> None:
        """kill -9 of the `worker`, of the `master` that watches it, or of `all` at once."""
        assert self.process is not None
        if part == "worker":
            self.worker.kill()
            self.worker_pids = []
        elif part == "master":
            self.process.kill()
            self.process.wait()
        else:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    async def stop(self, patience_s: float = 40.0) -> tuple[int, float]:
        """SIGTERM, as an operator does; the exit code, and the seconds until the end."""
        assert self.process is not None
        begun = time.monotonic()
        self.process.terminate()
        while (code := self.process.poll()) is None:
            if time.monotonic() > begun + patience_s:
                raise AssertionError(f"it does not stop: {self.log.read_text()}")
            await asyncio.sleep(LOOK_S)
        await self._gone(self.worker_pids)
        return code, time.monotonic() - begun

    def end(self) -> None:
        """Leaves nothing behind, however the test has ended."""
        if self.process is not None:
            if self.process.poll() is None:
                self.kill("all")
            for pid in self.worker_pids:
                if runs(pid):
                    os.kill(pid, signal.SIGKILL)

    def _spawn(self) -> None:
        log: IO[bytes]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "service.cli", "serve"],
                env=self._env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _workers(self) -> list[psutil.Process]:
        assert self.process is not None
        children = psutil.Process(self.process.pid).children()
        return [child for child in children if is_worker(child)]

    async def _gone(self, pids: list[int]) -> None:
        while any(map(runs, pids)):
            await asyncio.sleep(LOOK_S)

    async def _ready(self) -> bool:
        wire = Wire(self.port)
        try:
            return (await wire.send("GET", "/health/ready", {})).status == 200
        except Unanswered:
            return False
        finally:
            wire.close()


def runs(pid: int) -> bool:
    """True for a living process, and not for one that nobody has collected yet."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
