"""Heads of requests on a real socket: too many fields, too many bytes, too long an address."""

import socket
import time
import uuid
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from pymongo import MongoClient

from service.cli.serve import HEADERS_MS
from service.http.heads import BUFFER_BYTES, BYTES_MAX, FIELDS_MAX, TARGET_BYTES_MAX
from tests.serving import SECRET, Serving, serving

OURS = 2  # Host and Connection


@pytest.fixture(scope="module")
def server(
    mongo_url: str, admin: MongoClient[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Serving]:
    name = f"test_{uuid.uuid4().hex}"
    output = tmp_path_factory.mktemp("server") / "output"
    with serving(output, mongo_url=mongo_url, database=name, secret=SECRET, jobs="off") as started:
        yield started
    admin.drop_database(name)


def knock(server: Serving, fields: list[bytes], target: bytes = b"/health/live") -> tuple[int, Any]:
    """The status of the answer, and its body if that is a problem of ours."""
    lines = [b"GET %s HTTP/1.1" % target, b"Host: x", b"Connection: close", *fields]
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.settimeout(10)
        received = b""
        try:
            connection.sendall(b"\r\n".join(lines) + b"\r\n\r\n")
            while piece := connection.recv(65536):
                received += piece
        except ConnectionError:
            pass  # the server has said all it has to say, and closed
    head, _, body = received.partition(b"\r\n\r\n")
    status = int(head.split(b" ", 2)[1]) if head else 0
    return status, msgspec.json.decode(body) if b"problem+json" in head else None


def field(number: int, size: int = 10) -> bytes:
    return b"X-%04d: %s" % (number, b"v" * size)


def test_as_many_fields_as_allowed(server: Serving) -> None:
    some = [field(number) for number in range(FIELDS_MAX - OURS)]
    assert knock(server, some)[0] == 200
    status, problem = knock(server, [*some, field(9999)])
    assert (status, problem["code"]) == (431, "headers_too_large")
    assert problem["refusal"] == {"fields_max": FIELDS_MAX, "bytes_max": BYTES_MAX}
    assert problem["instance"].startswith("urn:uuid:")


def test_as_many_bytes_as_allowed(server: Serving) -> None:
    assert knock(server, [field(0, BYTES_MAX - 100)])[0] == 200
    for fields in ([field(0, BYTES_MAX)], [field(n, BYTES_MAX // 4) for n in range(4)]):
        status, problem = knock(server, fields)
        assert (status, problem["code"]) == (431, "headers_too_large")


def test_as_long_an_address_as_allowed(server: Serving) -> None:
    fits = b"/health/live?" + b"q" * (TARGET_BYTES_MAX - len("/health/live"))
    assert knock(server, [], fits)[0] == 200
    for target in (
        fits + b"q",
        b"/" + b"p" * TARGET_BYTES_MAX,
        b"/%41" * (TARGET_BYTES_MAX // 4 + 1),
    ):
        status, problem = knock(server, [], target)
        assert (status, problem["code"]) == (414, "target_too_long")


@pytest.mark.parametrize("path", [b"/v1/me", b"/v1/programme", b"/nothing", b"/member"])
def test_every_address_asks_first_how_large_it_is(server: Serving, path: bytes) -> None:
    assert knock(server, [field(0, BYTES_MAX)], path)[1]["code"] == "headers_too_large"


def test_a_flood_is_not_read_to_its_end(server: Serving) -> None:
    status, problem = knock(server, [field(number) for number in range(5_000)])
    assert (status, problem) == (431, None)
    status, problem = knock(server, [field(0, 10_000_000)])
    assert status in (431, 0)  # or it has hung up while we were still sending
    assert problem is None
    status, problem = knock(server, [], b"/" + b"p" * 2 * BUFFER_BYTES)
    assert status in (414, 431, 0)
    assert server.http.get("/health/live").status_code == 200


@pytest.mark.slow
def test_who_never_ends_his_head_is_let_go(server: Serving) -> None:
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.settimeout(HEADERS_MS / 1000 + 10)
        connection.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n")
        assert b" 200 " not in connection.recv(65536)
    assert time.monotonic() - begun < HEADERS_MS / 1000 + 5
