"""The administration commands that make a fresh or moved server a writable one-node replica set.

A start may be cut short anywhere, so each step looks at what is there: no configuration, one that
names another port, no user yet. Before the first user exists MongoDB lets loopback do just this.
"""

from collections.abc import Callable

from pymongo.errors import ConnectionFailure, OperationFailure

from service.store.embedded.account import (
    UNAUTHORIZED,
    Client,
    client_of,
    make_user,
    signed_in,
    wrong_password,
)

SET_NAME = "rs0"
ALREADY_INITIALIZED = 23
INVALID_REPLICA_SET_CONFIG = 93


def make_writable(port: int, password: str, pause: Callable[[], None]) -> None:
    """Brings the server on this port to a writable primary with our user.

    `pause` is called between looks at the server and raises when it is time to give up.
    EmbeddedError if a user exists but the password is not theirs. Where the stored configuration
    names a port at which some other program accepts and stays silent, MongoDB asks it for 30 s.
    """
    while True:
        try:
            return _step_by_step(port, password, pause)
        except ConnectionFailure:  # the server drops its clients when it learns its state
            pause()


def _step_by_step(port: int, password: str, pause: Callable[[], None]) -> None:
    with client_of(port, password) as client:
        if signed_in(client):
            _lead(client, port, pause)
            return
    with client_of(port, None) as client:
        _lead(client, port, pause)
        make_user(client, password)


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
            raise wrong_password() from error
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
