"""The administration commands that make a fresh or moved server a writable one-node replica set.

A start may be cut short anywhere, so each step looks at what is there: no configuration, one that
names another port, no user yet. Before the first user exists MongoDB lets loopback do just this.
"""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from pymongo import MongoClient
from pymongo.errors import OperationFailure

from service.store.embedded.errors import EmbeddedError

Client = MongoClient[dict[str, Any]]

SET_NAME = "rs0"
USER = "seedbank"
UNAUTHORIZED = 13
AUTHENTICATION_FAILED = 18
ALREADY_INITIALIZED = 23
INVALID_REPLICA_SET_CONFIG = 93
SELECTION_TIMEOUT_MS = 5_000


def url_of(port: int, password: str) -> str:
    """For drivers. It names the set, so that they wait for elections and find the primary."""
    return f"mongodb://{USER}:{quote(password)}@127.0.0.1:{port}/?authSource=admin&replicaSet=rs0"


def make_writable(port: int, password: str, pause: Callable[[], None]) -> None:
    """Brings the server on this port to a writable primary with our user.

    `pause` is called between looks at the server and raises when it is time to give up.
    EmbeddedError if a user exists but the password is not theirs.
    """
    with _client(port, password) as client:
        if _signed_in(client):
            _lead(client, port, pause)
            return
    with _client(port, None) as client:
        _lead(client, port, pause)
        _make_user(client, password)


def _client(port: int, password: str | None) -> Client:
    return MongoClient(
        "127.0.0.1",
        port,
        directConnection=True,
        username=USER if password else None,
        password=password,
        serverSelectionTimeoutMS=SELECTION_TIMEOUT_MS,
    )


def _signed_in(client: Client) -> bool:
    try:
        client.admin.command("ping")
    except OperationFailure as error:
        if error.code != AUTHENTICATION_FAILED:
            raise
        return False
    return True


def _lead(client: Client, port: int, pause: Callable[[], None]) -> None:
    """A configuration that names this port, then patience until the server leads itself."""
    while not (hello := client.admin.command("hello"))["isWritablePrimary"]:
        if not hello.get("setName"):
            _configure(client, port)
        pause()


def _configure(client: Client, port: int) -> None:
    config = {
        "_id": SET_NAME,
        "version": 1,
        "members": [{"_id": 0, "host": f"127.0.0.1:{port}"}],
        "settings": {"electionTimeoutMillis": 2_000},
    }
    try:
        client.admin.command("replSetInitiate", config)
    except OperationFailure as error:
        if error.code == UNAUTHORIZED:
            raise _wrong_password() from error
        if error.code != ALREADY_INITIALIZED:
            raise
        if _is_stranger_to_its_set(client):
            client.admin.command("replSetReconfig", config, force=True)


def _is_stranger_to_its_set(client: Client) -> bool:
    """True if the stored configuration names another port; False while it is still loading."""
    try:
        client.admin.command("replSetGetStatus")
    except OperationFailure as error:
        return error.code == INVALID_REPLICA_SET_CONFIG
    return False


def _make_user(client: Client, password: str) -> None:
    try:
        client.admin.command("createUser", USER, pwd=password, roles=["root"])
    except OperationFailure as error:
        raise _wrong_password() from error


def _wrong_password() -> EmbeddedError:
    return EmbeddedError(
        "the password file in the data folder is not the one its MongoDB was made with: "
        "put it back, or set SEEDBANK_DATA_DIR to another folder"
    )
