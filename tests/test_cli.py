"""The command line as a user meets it: what stops a start is one line that names a setting."""

import socket
from pathlib import Path
from typing import Any

import pytest
from pymongo import MongoClient

from service.programme_demo import DEMO
from service.store.programmes import first_version
from service.store.schema.page import PROGRAMMES
from tests.serving import SECRET, free_port, run

UNUSED = "mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=300"


def stopped(*arguments: str, says: str, **settings: object) -> str:
    """The one line on stderr of a program that ended with 2."""
    ended = run(*arguments, **settings)
    assert ended.returncode == 2, ended.stderr
    assert ended.stdout == ""
    lines = ended.stderr.splitlines()
    assert len(lines) == 1, ended.stderr
    assert lines[0].startswith("seedbank: ")
    assert says in lines[0]
    assert SECRET not in lines[0]
    return lines[0]


def test_help_lists_the_commands() -> None:
    shown = run("--help")
    assert shown.returncode == 0
    assert "serve" in shown.stdout


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"port": "http"}, "SEEDBANK_PORT must be a whole number"),
        ({"prot": 80}, "SEEDBANK_PROT is not a setting: did you mean SEEDBANK_PORT?"),
        ({"workers": 0}, "SEEDBANK_WORKERS must be"),
        ({"mongo_url": "http://x"}, "SEEDBANK_MONGO_URL must begin with mongodb://"),
        ({"secret": "short"}, "SEEDBANK_SECRET must have at least 32 characters"),
        ({"secret_file": "/nothing/here"}, "SEEDBANK_SECRET_FILE names '/nothing/here'"),
        ({"mongo_url": UNUSED}, "SEEDBANK_SECRET must be set together with SEEDBANK_MONGO_URL"),
        ({"mongo_url": UNUSED, "secret": SECRET}, "SEEDBANK_MONGO_URL: no MongoDB answers there"),
        ({"host": "192.0.2.1"}, "SEEDBANK_HOST 192.0.2.1 cannot be used"),
        ({"host": "no host"}, "SEEDBANK_HOST 'no host' is no address of this machine"),
        ({"mongod": "/nothing/mongod"}, "SEEDBANK_MONGOD is /nothing/mongod"),
    ],
)
def test_what_stops_a_start_is_one_line(
    tmp_path: Path, settings: dict[str, object], says: str
) -> None:
    given = {"data_dir": tmp_path, "port": free_port()} | settings
    stopped("serve", says=says, **given)


def test_a_taken_port(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        says = f"SEEDBANK_PORT {port} on SEEDBANK_HOST 127.0.0.1 cannot be used (address already"
        stopped("serve", says=says, port=port, data_dir=tmp_path)


def test_a_data_folder_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    inside = tmp_path / "file" / "data"
    port = free_port()
    stopped("serve", says="SEEDBANK_SECRET is not set, and", data_dir=inside, port=port)
    stopped("serve", says="SEEDBANK_DATA_DIR", data_dir=inside, port=port, secret=SECRET)


def test_a_schema_from_the_future(
    mongo_url: str, unused_name: str, admin: MongoClient[dict[str, Any]]
) -> None:
    admin[unused_name]["meta"].insert_one({"_id": "schema", "number": 10_000})
    line = stopped(
        "serve",
        says="SEEDBANK_DATABASE: this database has schema 10000",
        mongo_url=mongo_url,
        database=unused_name,
        secret=SECRET,
        port=free_port(),
    )
    assert mongo_url not in line


def test_a_stored_programme_that_is_none(
    mongo_url: str, database_name: str, admin: MongoClient[dict[str, Any]]
) -> None:
    row = PROGRAMMES.encode(first_version(DEMO))
    admin[database_name]["programmes"].insert_one({**row, "document": b"{}"})
    stopped(
        "serve",
        says="SEEDBANK_DATABASE: the stored programme cannot be used: ",
        mongo_url=mongo_url,
        database=database_name,
        secret=SECRET,
        port=free_port(),
    )


def test_a_wrong_password(mongo_url: str, database_name: str) -> None:
    head, _, tail = mongo_url.partition("://")
    credentials, at, rest = tail.partition("@")
    if not at:
        pytest.skip("this server asks for no password")
    user = credentials.partition(":")[0]
    wrong = f"{head}://{user}:wrong@{rest}"
    line = stopped(
        "serve",
        says="SEEDBANK_MONGO_URL: the server refuses us",
        mongo_url=wrong,
        database=database_name,
        secret=SECRET,
        port=free_port(),
    )
    assert "wrong" not in line
