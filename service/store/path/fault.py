"""Why a transaction did not commit, in the three ways that matter to the write path."""

from pymongo.errors import (
    BulkWriteError,
    ConnectionFailure,
    DuplicateKeyError,
    ExecutionTimeout,
    NetworkTimeout,
    OperationFailure,
    PyMongoError,
    ServerSelectionTimeoutError,
    WriteConcernError,
)

DUPLICATE_KEY = 11000
WRITE_CONFLICT = 112
LOCK_TIMEOUT = 24
OUTAGES = (
    ConnectionFailure,
    ServerSelectionTimeoutError,
    NetworkTimeout,
    ExecutionTimeout,
)


class Fault(Exception):
    """Base of the faults that the path answers by trying again. The attempt wrote nothing, unless
    `unknown` is set: then its commit was sent and nobody can say."""

    unknown = False


class Conflict(Fault):
    """Somebody else holds or changed a document of the batch. Nothing was written."""


class Unavailable(Fault):
    """No primary, no network, or no answer in time."""


class UnknownCommit(Unavailable):
    """The commit was sent and its result is not known; the records will tell."""

    unknown = True


def fault_of(error: PyMongoError) -> Fault | None:
    """The fault behind a driver's error; None if trying again cannot help."""
    # A concern is only ever reported with a commit, and then the commit itself has been done.
    unknown = error.has_error_label("UnknownTransactionCommitResult")
    if unknown or isinstance(error, WriteConcernError):
        return UnknownCommit(str(error))
    if _is_conflict(error):
        return Conflict(str(error))
    if error.has_error_label("TransientTransactionError") or _is_outage(error):
        return Unavailable(str(error))
    return None


def _is_conflict(error: PyMongoError) -> bool:
    if isinstance(error, DuplicateKeyError):
        return True
    if isinstance(error, BulkWriteError):
        codes = {one.get("code") for one in error.details.get("writeErrors", ())}
        return bool(codes & {DUPLICATE_KEY, WRITE_CONFLICT})
    if not isinstance(error, OperationFailure):
        return False
    # Any other code with this label in an open transaction means that the server ended it
    # (lifetime limit, eviction): the same batch may well pass at the next try.
    return error.code in (WRITE_CONFLICT, LOCK_TIMEOUT) or (
        error.has_error_label("TransientTransactionError") and not _is_outage(error)
    )


def _is_outage(error: PyMongoError) -> bool:
    return isinstance(error, OUTAGES)
