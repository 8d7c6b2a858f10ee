"""The embedded server: what it is, and that it recovers from what can happen to it."""

import os
import signal
import socket
import socketserver
import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socketserver import BaseRequestHandler

import pytest
from pymongo import MongoClient
from pymongo.errors import OperationFailure

from service.store.embedded import Mongod
from service.store.embedded.binary import find_mongod
from service.store.embedded.child import Child
from service.store.embedded.command import command_of
from service.store.embedded.folder import open_folder
from service.store.embedded.handle import end
from service.store.embedded.lock import release, take
from tests.store.servers import Client, add_note, notes, runs, start, until

pytestmark = pytest.mark.store


class Stranger(socketserver.ThreadingTCPServer):
    """Another program: it takes calls and hangs up."""

    allow_reuse_address = True


@contextmanager
def stranger_at(port: int) -> Iterator[None]:
    """A stranger on a port that was ours."""
    with Stranger(("127.0.0.1", port), BaseRequestHandler) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,)).start()
        yield
        server.shutdown()


def test_it_is_a_replica_set_of_one_with_our_options(admin: Client, mongod: Mongod) -> None:
    config = admin.admin.command("replSetGetConfig")["config"]
    options = admin.admin.command("getCmdLineOpts")["parsed"]
    limit = admin.admin.command("getParameter", 1, transactionLifetimeLimitSeconds=1)

    assert [member["host"] for member in config["members"]] == [f"127.0.0.1:{mongod.port}"]
    assert config["settings"]["electionTimeoutMillis"] == 2000
    assert options["net"]["bindIp"] == "127.0.0.1"
    assert options["net"]["compression"]["compressors"] == "snappy,zstd"
    assert limit["transactionLifetimeLimitSeconds"] == 5


def test_transactions_commit(admin: Client, database_name: str) -> None:
    with admin.start_session() as session, session.start_transaction():
        admin[database_name]["notes"].insert_one({"_id": 1}, session=session)

    assert admin[database_name]["notes"].count_documents({}) == 1


@pytest.mark.parametrize("password", [None, "guess"])
def test_nobody_reads_without_the_password(mongod: Mongod, password: str | None) -> None:
    user = "seedbank" if password else None
    client: Client = MongoClient("127.0.0.1", mongod.port, username=user, password=password)

    with client, pytest.raises(OperationFailure, match=r"[Aa]uthentication"):
        client["kept"]["notes"].find_one()


def test_ctrl_c_in_our_terminal_is_not_for_the_server(mongod: Mongod) -> None:
    assert os.getsid(mongod.pid) == mongod.pid


def test_the_secrets_are_for_their_owner_only(data_dir: Path) -> None:
    folder = open_folder(data_dir)

    for path in (folder.keyfile, folder.password):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.root.stat().st_mode) == 0o700
    assert folder.keyfile.read_text() != folder.password.read_text()


def test_a_stopped_server_is_gone_and_stopping_again_does_nothing(data_dir: Path) -> None:
    server = start(data_dir)
    server.stop()
    server.stop()

    assert not server.running
    assert not runs(server.pid)


def test_the_next_start_keeps_port_url_and_data(data_dir: Path) -> None:
    with start(data_dir) as first:
        add_note(first.url, 1)

    with start(data_dir) as second:
        assert second.url == first.url
        assert notes(second.url) == [1]


def test_another_port_becomes_primary_when_the_last_one_is_taken(data_dir: Path) -> None:
    with start(data_dir) as first:
        add_note(first.url, 1)

    with stranger_at(first.port), start(data_dir) as second:
        add_note(second.url, 2)
        assert second.port != first.port
    with start(data_dir) as third:
        assert third.port == second.port
        assert notes(third.url) == [1, 2]


@pytest.mark.slow
def test_another_port_becomes_primary_while_a_silent_program_has_the_last(data_dir: Path) -> None:
    with start(data_dir) as first:
        add_note(first.url, 1)

    with socket.create_server(("127.0.0.1", first.port)), start(data_dir) as second:
        assert notes(second.url) == [1]


def test_a_killed_server_loses_nothing_it_acknowledged(data_dir: Path) -> None:
    with start(data_dir) as server:
        for number in range(100):
            add_note(server.url, number)
        os.kill(server.pid, signal.SIGKILL)
        until(lambda: not server.running)

    with start(data_dir) as again:
        assert notes(again.url) == list(range(100))


@pytest.mark.parametrize("port_is_taken", [False, True])
def test_a_first_start_cut_short_is_finished_by_the_next(
    data_dir: Path, port_is_taken: bool
) -> None:
    port = cut_short(data_dir)

    if port_is_taken:
        with stranger_at(port), start(data_dir) as server:
            add_note(server.url, 1)
    else:
        with start(data_dir) as server:
            add_note(server.url, 1)


def cut_short(data_dir: Path) -> int:
    """A server killed after its replica set was made and before its user was; its port."""
    folder = open_folder(data_dir)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    lock = take(folder)
    program = find_mongod(None, folder.root)
    command = command_of(program, folder, port=port, cache_gb=0.25)
    child = Child(command, output=folder.output, inherit=lock)
    client: Client = MongoClient("127.0.0.1", port, directConnection=True)
    with client:
        member = {"_id": 0, "host": f"127.0.0.1:{port}"}
        client.admin.command("replSetInitiate", {"_id": "rs0", "members": [member]})
    child.send(signal.SIGKILL)
    end(child)
    release(lock)
    folder.port.write_text(str(port))
    return port
