"""A demo of its own, in a process of its own, with the variables that it leaves for a shell."""

import shlex
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.client.toolchain import PROGRAM
from tests.serving import environment, free_port

READY_S = 60


@contextmanager
def running_demo(folder: Path) -> Iterator[dict[str, str]]:
    """`seedbank demo` with its data in `folder`, once it answers; ended with the block."""
    log, port = folder / "log", free_port()
    with (
        log.open("wb") as sink,
        subprocess.Popen(
            [PROGRAM, "demo"],
            env=environment(data_dir=folder, port=port),
            stdout=sink,
            stderr=subprocess.STDOUT,
        ) as process,
    ):
        try:
            _await_ready(process, port, log)
            yield _left_for_a_shell(folder / "demo.env") | {"SEEDBANK": str(PROGRAM)}
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(READY_S)


def _await_ready(process: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + READY_S
    while not _answers(port):
        assert process.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)


def _answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=1) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def _left_for_a_shell(path: Path) -> dict[str, str]:
    """The variables of a file of `export NAME=value` lines."""
    words = shlex.split(path.read_text())
    return dict(word.split("=", 1) for word in words if word != "export")
