"""The erasures as a file that outlives the database: a line for each, appended and never changed.

Whoever restores a backup erases by it whoever was erased since. It has random ids and times.
"""

import os
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import msgspec

from service.members.erasure.record import Erasure

BESIDE = "erasures.jsonl"
"""What it is called in the folder that holds the backups."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One account, and when it was erased."""

    account: str
    at: datetime


class JournalError(Exception):
    """The file cannot be used; the text is one line for a person."""


def lines_of(erasures: Iterable[Erasure]) -> list[Line]:
    """As they are written."""
    return [Line(account=each.id, at=each.at) for each in erasures]


def text_of(lines: Iterable[Line]) -> str:
    """One a line."""
    return "".join(msgspec.json.encode(line).decode() + "\n" for line in lines)


def read_journal(path: Path) -> list[Line]:
    """All lines of a file but one that a power cut has torn. JournalError for a file of none."""
    try:
        texts = [each for each in path.read_text(encoding="utf-8").splitlines() if each]
    except (OSError, UnicodeDecodeError) as error:
        raise JournalError(
            f"{path} cannot be read: give the file of `seedbank erasures`"
        ) from error
    found = [line for line in map(_line, texts) if line is not None]
    if texts and (not found or len(found) < len(texts) - 1):
        raise JournalError(f"{path} is no list of erasures: {len(found)} of {len(texts)} lines are")
    return found


def append_journal(path: Path, lines: Iterable[Line]) -> int:
    """Adds those that are not in it yet; how many that were. A line is whole or not there: what a
    power cut has left of the last one is ended before."""
    known = {line.account for line in read_journal(path)} if path.exists() else set()
    fresh = [line for line in lines if line.account not in known]
    try:
        torn = path.exists() and path.stat().st_size and not path.read_bytes().endswith(b"\n")
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(opened, "a", encoding="utf-8") as file:
            file.write(("\n" if torn else "") + text_of(fresh))
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise JournalError(f"{path} cannot be written: {error.strerror}") from error
    return len(fresh)


def _line(text: str) -> Line | None:
    try:
        return msgspec.json.decode(text, type=Line)
    except msgspec.MsgspecError:
        return None
