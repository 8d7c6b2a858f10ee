"""Turns the end of a server that did not start into one line that says what to do."""

import re
import signal

import msgspec

from service.store.embedded.errors import EmbeddedError, PortTakenError
from service.store.embedded.folder import Folder

# Debian's package for each library of the wheel that a small image may lack.
PACKAGES = {
    "libcurl.so.4": "libcurl4",
    "libssl.so.3": "libssl3",
    "libcrypto.so.3": "libssl3",
    "liblzma.so.5": "liblzma5",
}
PORT_TAKEN = 48
FOLDER_LOCKED = 100
MISSING_LIBRARY = re.compile(r"error while loading shared libraries: ([^\s:]+)")


class LogLine(msgspec.Struct, frozen=True, kw_only=True):
    """The two fields that we read of a line of MongoDB's log."""

    s: str = ""
    msg: str = ""


def explain(exit_code: int, folder: Folder) -> EmbeddedError:
    """The error to raise for a server that ended with this code before it served."""
    output = folder.output.read_text(errors="replace").strip()
    if missing := MISSING_LIBRARY.search(output):
        return EmbeddedError(_library(missing[1]))
    if exit_code == PORT_TAKEN:
        return PortTakenError("another program took the port of the embedded MongoDB: start again")
    if exit_code == FOLDER_LOCKED and (pid := folder.mongod_pid()):
        return EmbeddedError(
            f"another mongod, process {pid}, runs on {folder.db}: "
            "stop that, or set SEEDBANK_DATA_DIR to another folder"
        )
    if exit_code == -signal.SIGILL:
        return EmbeddedError(
            "this processor lacks AVX, which MongoDB 5.0 and newer need: "
            "set SEEDBANK_MONGO_URL to a replica set elsewhere"
        )
    reason = _last_error(folder) or (output.splitlines() or ["it said nothing"])[-1]
    return EmbeddedError(f"mongod ended with exit code {exit_code}: {reason} (see {folder.log})")


def _library(name: str) -> str:
    package = PACKAGES.get(name)
    if package is None:
        return f"mongod needs the system library {name}, which is not installed"
    return (
        f"mongod needs the system library {name}: install the Debian package {package} "
        f"({package}t64 from Debian 13 on), or set SEEDBANK_MONGO_URL"
    )


def _last_error(folder: Folder) -> str | None:
    lines = folder.log.read_bytes().splitlines() if folder.log.exists() else []
    for line in reversed(lines):
        try:
            entry = msgspec.json.decode(line, type=LogLine)
        except msgspec.DecodeError:
            continue
        if entry.s in ("E", "F"):
            return entry.msg
    return None
