"""The service as a process on a real socket: two workers, a real client, a real SIGTERM."""

import os
import signal
import socket
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from httpx import Response, TransportError
from pymongo import MongoClient

from tests.http.doors import is_problem, somebody
from tests.serving import SECRET, Serving, serving

HEAD = b"POST /v1/sign-in/codes HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"


@contextmanager
def two_workers(mongo_url: str, database: str, folder: Path) -> Iterator[Serving]:
    """Two workers on one database of the run's server."""
    with serving(
        folder / "output", mongo_url=mongo_url, database=database, secret=SECRET, workers=2
    ) as started:
        yield started


@pytest.fixture(scope="module")
def server(
    mongo_url: str, admin: MongoClient[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Serving]:
    """For tests that leave it as it was."""
    name = f"test_{uuid.uuid4().hex}"
    with two_workers(mongo_url, name, tmp_path_factory.mktemp("server")) as started:
        yield started
    admin.drop_database(name)


@pytest.fixture
def own_server(mongo_url: str, database_name: str, tmp_path: Path) -> Iterator[Serving]:
    """For a test that ends it."""
    with two_workers(mongo_url, database_name, tmp_path) as started:
        yield started


def answer_of(connection: socket.socket) -> bytes:
    """All that is sent until the other side is done."""
    received = b""
    while piece := connection.recv(65536):
        received += piece
    return received


def test_a_member_signs_in_over_http(server: Serving) -> None:
    contact = somebody()
    asked = server.http.post("/v1/sign-in/codes", json={"contact": contact})
    assert asked.status_code == 202
    body = {"contact": contact, "code": server.code_for(contact)}
    signed = server.http.post("/v1/sign-in/tokens", json=body).json()
    headers = {"Authorization": f"Bearer {signed['access_token']}"}
    for _ in range(10):  # either worker knows the token
        me = server.http.get("/v1/me", headers=headers)
        assert me.json()["state"] == "pending"
    refused = server.http.post("/v1/me/tasks/weekly-ride", headers=headers)
    is_problem(refused, 400, "idempotency_key_missing")


def test_refusals_are_problems_on_the_wire_too(server: Serving) -> None:
    def post(content: object, type_: str = "application/json") -> Response:
        headers = {"Content-Type": type_}
        return server.http.post("/v1/sign-in/codes", content=content, headers=headers)  # type: ignore[arg-type]

    is_problem(post(b"{"), 400, "malformed_json")
    is_problem(post(b"[" * 60_000), 400, "json_too_deep")
    is_problem(post(b" " * 65_537), 413, "body_too_large")
    is_problem(post(iter([b" " * 40_000] * 2)), 413, "body_too_large")
    is_problem(post(b'{"contact": "a@example.org"}', "text/plain"), 415, "not_json")
    is_problem(server.http.get("/nothing"), 404, "no_such_path")
    is_problem(server.http.get("/nothing", headers={"Host": "elsewhere"}), 404, "no_such_path")
    is_problem(server.http.delete("/health/live"), 405, "method_not_allowed")


@pytest.mark.parametrize(
    "sent", [b"nonsense\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET /\x00 HTTP/1.1\r\n\r\n"]
)
def test_what_is_no_http_ends_the_connection_only(server: Serving, sent: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.settimeout(10)
        connection.sendall(sent)
        assert b" 200 " not in answer_of(connection)
    assert server.http.get("/health/live").status_code == 200


@pytest.mark.slow
def test_a_stop_fails_no_request_that_has_begun(own_server: Serving) -> None:
    # As many people as one address may bring: nobody waits for anybody else's code.
    bodies = [b'{"contact": "%s"}' % somebody().encode() for _ in range(20)]
    begun = [socket.create_connection(("127.0.0.1", own_server.port)) for _ in bodies]
    for number, (connection, body) in enumerate(zip(begun, bodies, strict=True)):
        connection.settimeout(20)
        head = HEAD + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % len(body)
        connection.sendall(head + body[: number % len(body)])
    time.sleep(0.5)  # both workers have taken their part
    own_server.process.terminate()
    time.sleep(0.5)
    for number, (connection, body) in enumerate(zip(begun, bodies, strict=True)):
        connection.sendall(body[number % len(body) :])
    answers = [answer_of(connection) for connection in begun]
    for connection in begun:
        connection.close()
    statuses = [answer.split(b" ", 2)[1] for answer in answers]
    assert statuses == [b"202"] * 20, answers
    assert own_server.process.wait(60) == 0


@pytest.mark.slow
def test_a_killed_worker_is_replaced(own_server: Serving) -> None:
    before = own_server.workers()
    assert len(before) == 2
    os.kill(min(before), signal.SIGKILL)
    deadline = time.monotonic() + 30
    while len(own_server.workers() - before) < 1 or not answers(own_server):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def answers(server: Serving) -> bool:
    """The worker that was killed may have been the only one that had come up."""
    try:
        return server.http.get("/health/live").status_code == 200
    except TransportError:
        return False


@pytest.mark.slow
def test_our_own_mongod_serves_all_workers_and_ends_with_them(tmp_path: Path) -> None:
    data, output = tmp_path / "data", tmp_path / "output"
    for _ in range(2):
        with serving(output, data_dir=data, workers=2) as server:
            secret = (data / "secret").read_text()
            answers = {server.http.get("/health/ready").status_code for _ in range(10)}
            assert answers == {200}
            assert server.stop() == 0
    assert (data / "secret").read_text() == secret
