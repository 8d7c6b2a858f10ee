"""Opens a store: chooses the driver, checks the server, brings the schema up to date."""

from collections.abc import Callable
from typing import Any

from pymongo.errors import ConfigurationError, OperationFailure, PyMongoError

from service.store.backup.restore import require_whole
from service.store.driver.port import Driver
from service.store.driver.pymongo import PymongoDriver
from service.store.path.limits import Limits
from service.store.requirements import UnfitServerError, require_transactions
from service.store.schema.migrate import migrate
from service.store.store import Store

# Tuned so that a dead or hung primary is noticed within seconds; retryable writes stay on. Two
# handshakes at a time, as the driver has it, keep a crowd waiting for connections where the
# database is far away: at 200 ms, who was shed heard of it after 4.4 s, with eight after 3.2 s.
OPTIONS: dict[str, Any] = {
    "tz_aware": True,
    "heartbeatFrequencyMS": 2000,
    "serverSelectionTimeoutMS": 5000,
    "connectTimeoutMS": 2000,
    "maxConnecting": 8,
    "timeoutMS": 5000,
    "w": "majority",
    "journal": True,
    "appname": "seedbank",
}


class ConnectError(Exception):
    """No usable server behind the URL; the text is one line that says what to do."""


def _motor(url: str, database: str, **options: Any) -> Driver:
    try:
        from service.store.driver.motor import MotorDriver
    except ModuleNotFoundError as missing:
        raise ConnectError("SEEDBANK_DRIVER=motor needs the extra `motor`") from missing
    return MotorDriver(url, database, **options)


DRIVERS: dict[str, Callable[..., Driver]] = {"pymongo": PymongoDriver, "motor": _motor}


async def connect(
    url: str,
    database: str,
    *,
    driver: str = "pymongo",
    limits: Limits | None = None,
    restoring: bool = False,
) -> Store:
    """The open store. Raises ConnectError, and SchemaError for a schema from the future, or for
    half a backup unless it is the one who restores it that asks."""
    opened = _open(url, database, driver)
    try:
        require_transactions(await opened.client.admin.command("hello"))
        if not restoring:
            await require_whole(opened)
        await migrate(opened)
    except BaseException as error:
        await opened.close()
        if isinstance(error, UnfitServerError | PyMongoError):
            raise ConnectError(f"SEEDBANK_MONGO_URL: {_reason(error)}") from error
        raise
    return Store(opened, limits)


async def require_fit(opened: Driver) -> None:
    """ConnectError unless the server behind an unchecked connection can hold a Seedbank."""
    try:
        require_transactions(await opened.client.admin.command("hello"))
    except (UnfitServerError, PyMongoError) as error:
        raise ConnectError(f"SEEDBANK_MONGO_URL: {_reason(error)}") from error


def open_unchecked(url: str, database: str, *, driver: str = "pymongo") -> Driver:
    """A connection to whatever is there, for those who examine it. ConnectError for a bad URL."""
    return _open(url, database, driver)


def _open(url: str, database: str, driver: str) -> Driver:
    try:
        return DRIVERS[driver](url, database, **OPTIONS)
    except (ConfigurationError, ValueError, OSError) as error:  # its syntax, a port, a TLS file
        raise ConnectError(f"SEEDBANK_MONGO_URL cannot be used: {error}") from error


def _reason(error: Exception) -> str:
    """One line for a person; the drivers append their whole configuration or the server's reply."""
    if isinstance(error, OperationFailure):
        return f"the server refuses us: {(error.details or {}).get('errmsg', error.code)}"
    if isinstance(error, PyMongoError):
        return "no MongoDB answers there: " + str(error).partition(" (configured")[0]
    return str(error)
