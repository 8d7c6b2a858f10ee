"""The server as our child process, kept by a thread of its own.

The kernel ties a child to the *thread* that started it (see `tether`), and callers start servers
from short-lived worker threads. So one thread per server starts it and stays until it ends.
"""

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

from service.store.embedded import tether


class Child:
    """A running or ended server process."""

    def __init__(self, command: Sequence[str], *, output: Path, inherit: int) -> None:
        """Starts `command`; its output goes to a file; it inherits one descriptor. OSError."""
        self._ended = threading.Event()
        started: Future[subprocess.Popen[bytes]] = Future()
        threading.Thread(
            target=self._keep,
            args=(command, output, inherit, started),
            name="mongod-keeper",
            daemon=True,
        ).start()
        self._process = started.result()

    @property
    def pid(self) -> int:
        """Process id; the tether and the server are the same process."""
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative for the signal that ended it."""
        return self._process.returncode

    def ended(self, wait_s: float = 0.0) -> bool:
        """Waits up to `wait_s` for the end; True if it has come."""
        return self._ended.wait(wait_s)

    def send(self, number: int) -> None:
        """Sends a signal; nothing if the process has ended."""
        if not self.ended():
            self._process.send_signal(number)

    def _keep(
        self,
        command: Sequence[str],
        output: Path,
        inherit: int,
        started: "Future[subprocess.Popen[bytes]]",
    ) -> None:
        try:
            process = _spawn(command, output, inherit)
        except BaseException as error:
            started.set_exception(error)
            return
        started.set_result(process)
        process.wait()
        self._ended.set()


def _spawn(command: Sequence[str], output: Path, inherit: int) -> subprocess.Popen[bytes]:
    # A session of its own: Ctrl-C in the terminal is for us, who then stop it in order.
    tied = [sys.executable, "-I", "-S", tether.__file__, str(os.getpid()), *command]
    with output.open("wb") as file:
        return subprocess.Popen(  # noqa: S603 - a list of arguments, no shell
            tied,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            pass_fds=[inherit],
            start_new_session=True,
        )
