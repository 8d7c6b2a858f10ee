"""The one user of an embedded server, and how to be that user."""

from typing import Any
from urllib.parse import quote

from pymongo import MongoClient
from pymongo.errors import OperationFailure

from service.store.embedded.errors import EmbeddedError

Client = MongoClient[dict[str, Any]]

USER = "seedbank"
UNAUTHORIZED = 13
AUTHENTICATION_FAILED = 18
SELECTION_TIMEOUT_MS = 5_000


def url_of(port: int, password: str) -> str:
    """For drivers. It names the set, so that they wait for elections and find the primary."""
    return f"mongodb://{USER}:{quote(password)}@127.0.0.1:{port}/?authSource=admin&replicaSet=rs0"


def client_of(port: int, password: str | None) -> Client:
    """A client of just this server, in whatever state it is; without a password, nobody's."""
    return MongoClient(
        "127.0.0.1",
        port,
        directConnection=True,
        username=None if password is None else USER,
        password=password,
        serverSelectionTimeoutMS=SELECTION_TIMEOUT_MS,
    )


def signed_in(client: Client) -> bool:
    """False if there is no user yet, or if the password is not theirs."""
    try:
        client.admin.command("ping")
    except OperationFailure as error:
        if error.code != AUTHENTICATION_FAILED:
            raise
        return False
    return True


def make_user(client: Client, password: str) -> None:
    """Makes the root user. EmbeddedError if there is one, since only the first is free to make."""
    try:
        client.admin.command("createUser", USER, pwd=password, roles=["root"])
    except OperationFailure as error:
        if error.code != UNAUTHORIZED:
            raise
        raise wrong_password() from error


def wrong_password() -> EmbeddedError:
    """What to raise when the server has a user that our password does not open."""
    return EmbeddedError(
        "the password file in the data folder is not the one its MongoDB was made with: "
        "put it back, or set SEEDBANK_DATA_DIR to another folder"
    )
