"""A data folder has one owner, and a server never outlives it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.store.embedded import EmbeddedError
from service.store.embedded.folder import open_folder
from service.store.embedded.lock import release, take
from tests.store.servers import add_note, notes, runs, start

pytestmark = pytest.mark.store

# Starts a server from a thread that ends at once, says where it is, and waits to be ended.
OWNER = """
import sys, threading
from pathlib import Path
from service.store.embedded import start_mongod
servers = []
starter = threading.Thread(
    target=lambda: servers.append(start_mongod(Path(sys.argv[1]), cache_gb=0.25))
)
starter.start()
starter.join()
print(servers[0].pid, servers[0].url, flush=True)
sys.stdin.read()
"""
FORKING_OWNER = """
import os, sys
from pathlib import Path
from service.store.embedded import start_mongod
server = start_mongod(Path(sys.argv[1]), cache_gb=0.25)
child = os.fork()
if child == 0:
    sys.exit(0)
os.waitpid(child, 0)
print(server.running, flush=True)
"""


@pytest.fixture
def owner(data_dir: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that owns a server on `data_dir`."""
    process = subprocess.Popen(
        [sys.executable, "-c", OWNER, str(data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.kill()


def server_of(owner: subprocess.Popen[str]) -> tuple[int, str]:
    """Process id and URL of its server."""
    assert owner.stdout is not None
    pid, url = owner.stdout.readline().split()
    return int(pid), url


def test_a_folder_in_use_is_refused_and_its_server_goes_on(data_dir: Path) -> None:
    with start(data_dir) as server:
        with pytest.raises(EmbeddedError, match=f"in use by process {os.getpid()}: stop that"):
            start(data_dir)

        assert server.running
        add_note(server.url, 1)


def test_a_folder_in_use_by_another_process_is_refused(
    data_dir: Path, owner: subprocess.Popen[str]
) -> None:
    server_of(owner)

    with pytest.raises(EmbeddedError, match=f"{data_dir}/mongo is in use by process {owner.pid}:"):
        start(data_dir)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of a killed owner")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_owner_leaves_no_server_and_a_good_folder(
    data_dir: Path, owner: subprocess.Popen[str], number: int
) -> None:
    pid, url = server_of(owner)
    add_note(url, 1)

    owner.send_signal(number)
    owner.wait()

    with start(data_dir) as server:  # waits for the end of the orphan, which is on its way
        assert not runs(pid)
        assert notes(server.url) == [1]


def test_an_owner_that_ends_by_itself_stops_its_server_first(owner: subprocess.Popen[str]) -> None:
    pid, _ = server_of(owner)

    owner.communicate()

    assert owner.returncode == 0
    assert not runs(pid)


def test_a_forked_child_that_ends_leaves_the_server_running(data_dir: Path) -> None:
    program = [sys.executable, "-c", FORKING_OWNER, str(data_dir)]

    done = subprocess.run(program, capture_output=True, text=True, check=True)

    assert done.stdout == "True\n"


def test_a_lock_file_that_nobody_holds_is_no_hindrance(data_dir: Path) -> None:
    folder = open_folder(data_dir)
    folder.lock.write_text(str(os.getpid()))

    release(take(folder))
