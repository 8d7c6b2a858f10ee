"""Starts a server on a data folder and waits until it takes writes."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path

from pymongo.errors import PyMongoError

from service.store.embedded.account import url_of
from service.store.embedded.binary import find_mongod
from service.store.embedded.child import Child
from service.store.embedded.command import command_of
from service.store.embedded.diagnosis import explain
from service.store.embedded.errors import EmbeddedError, PortTakenError
from service.store.embedded.folder import Folder, open_folder, write_private
from service.store.embedded.handle import Mongod, end
from service.store.embedded.lock import release, take
from service.store.embedded.replica import make_writable

START_WAIT_S = 60.0
LOOK_EVERY_S = 0.005
FRESH_PORTS = 3


def start_mongod(data_dir: Path, *, mongod: Path | None = None, cache_gb: float = 0.5) -> Mongod:
    """A writable one-node replica set on `data_dir/mongo`; blocks for about half a second.

    Recovery after a crash is MongoDB's and may take up to 60 s. `mongod` is a program to use
    instead of the one found; `cache_gb` at least 0.25. EmbeddedError, with nothing left running.
    """
    folder = open_folder(data_dir)
    program = find_mongod(mongod, folder.root / "bin")
    lock = take(folder)
    try:
        return _on_some_port(program, folder, cache_gb, lock)
    except BaseException:
        release(lock)
        raise


def _on_some_port(program: Path, folder: Folder, cache_gb: float, lock: int) -> Mongod:
    for port in _free_ports(folder.last_port()):
        try:
            return _on_port(program, folder, cache_gb, lock, port)
        except PortTakenError:
            continue
    raise EmbeddedError("no free port for the embedded MongoDB was found on 127.0.0.1")


def _on_port(program: Path, folder: Folder, cache_gb: float, lock: int, port: int) -> Mongod:
    if folder.log.exists():
        folder.log.replace(folder.log.with_suffix(".log.1"))
    command = command_of(program, folder, port=port, cache_gb=cache_gb)
    child = Child(command, output=folder.output, inherit=lock)
    try:
        password = folder.password.read_text()
        _await_writable(child, folder, port, password)
        write_private(folder.port, str(port))
    except BaseException:
        end(child)
        raise
    return Mongod(child, port=port, url=url_of(port, password), lock=lock)


def _await_writable(child: Child, folder: Folder, port: int, password: str) -> None:
    deadline = time.monotonic() + START_WAIT_S

    def pause() -> None:
        if child.ended(LOOK_EVERY_S):
            raise explain(child.exit_code or 0, folder)
        if time.monotonic() > deadline:
            raise EmbeddedError(f"mongod took over {START_WAIT_S:.0f} s to start: {folder.log}")

    while not _listens(port):
        pause()
    try:
        make_writable(port, password, pause)
    except PyMongoError as error:
        pause()  # if the server has ended, its own reason is the better one
        raise EmbeddedError(f"the embedded MongoDB did not start: {error}") from error


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _free_ports(last: int | None) -> Iterator[int]:
    """The last port if it is free (people may have noted it), then some that the system names."""
    for wanted in (last or 0, *[0] * FRESH_PORTS):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", wanted))
            except OSError:
                continue
            port: int = probe.getsockname()[1]
        yield port
