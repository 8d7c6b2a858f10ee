"""The program in processes that have read its code already: a fork of one that waits for that.

Reading the code is nine tenths of what a short command costs, and hundreds are run. All else is a
process's own: its arguments and environment, what it says and how it ends.
"""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]


class Forks:
    """The process that waits; one command at a time."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair()
        command = [sys.executable, "-m", "tests.forked", str(theirs.fileno())]
        self._process = subprocess.Popen(
            command, cwd=ROOT, pass_fds=[theirs.fileno()], start_new_session=True
        )
        theirs.close()
        self._answers = self._socket.makefile("rb")

    def run(
        self, arguments: tuple[str, ...], environment: dict[str, str], timeout_s: float
    ) -> subprocess.CompletedProcess[str]:
        """As `subprocess.run`. TimeoutExpired, and then this is of no more use."""
        with TemporaryDirectory() as folder:
            out, err = Path(folder, "out"), Path(folder, "err")
            asked = {"arguments": arguments, "environment": environment, "folder": os.getcwd()}
            asked |= {"out": str(out), "err": str(err)}
            self._socket.settimeout(timeout_s)
            self._socket.sendall(json.dumps(asked).encode() + b"\n")
            try:
                ended = json.loads(self._answers.readline())
            except TimeoutError:
                self.close()
                _forks.cache_clear()
                raise subprocess.TimeoutExpired(arguments, timeout_s) from None
            return subprocess.CompletedProcess(arguments, ended, out.read_text(), err.read_text())

    def close(self) -> None:
        """Whatever still runs is ended by force."""
        self._answers.close()
        self._socket.close()
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@cache
def _forks() -> Forks:
    forks = Forks()
    atexit.register(lambda: forks._process.poll() is None and forks.close())
    return forks


def run(
    *arguments: str, environment: dict[str, str], timeout_s: float
) -> subprocess.CompletedProcess[str]:
    """`seedbank` with these arguments, until it ends by itself."""
    return _forks().run(arguments, environment, timeout_s)


def _become(asked: dict[str, object], folder: str) -> None:
    """From a fork to the process that was asked for."""
    for standard, name, how in (
        (0, os.devnull, os.O_RDONLY),
        (1, str(asked["out"]), os.O_WRONLY | os.O_CREAT),
        (2, str(asked["err"]), os.O_WRONLY | os.O_CREAT),
    ):
        file = os.open(name, how)
        os.dup2(file, standard)
        os.close(file)
    os.chdir(folder)


def _wait(number: int) -> dict[str, object]:
    """Forks for each that is asked for; returns only in those."""
    with socket.socket(fileno=number) as asking, asking.makefile("rb") as lines:
        for line in lines:
            child = os.fork()
            if child == 0:
                asked: dict[str, object] = json.loads(line)
                return asked
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            asking.sendall(json.dumps(code).encode() + b"\n")
    sys.exit()


def _main() -> None:
    from service.app import application  # noqa: F401
    from service.cli import main

    asked = _wait(int(sys.argv[1]))
    arguments, environment = asked["arguments"], asked["environment"]
    assert isinstance(arguments, list)
    assert isinstance(environment, dict)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["seedbank", *arguments]
    _become(asked, str(asked["folder"]))
    main()


if __name__ == "__main__":
    _main()
