"""Helpers for the tests that start and end servers of their own."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pymongo import MongoClient

from service.store.embedded import Mongod, start_mongod

Client = MongoClient[dict[str, Any]]


def start(folder: Path) -> Mongod:
    """A server with the smallest cache."""
    return start_mongod(folder, cache_gb=0.25)


def add_note(url: str, number: int) -> None:
    """Writes one document that the server acknowledges as majority-committed."""
    client: Client = MongoClient(url)
    with client:
        client["kept"]["notes"].insert_one({"_id": number})


def notes(url: str) -> list[int]:
    """The notes that are there."""
    client: Client = MongoClient(url)
    with client:
        return [note["_id"] for note in client["kept"]["notes"].find().sort("_id")]


def until(true: Callable[[], bool]) -> None:
    """Waits for what another process does, at most 20 s."""
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def runs(pid: int) -> bool:
    """True for a living process; an ended one that nobody has collected has no command line."""
    path = Path(f"/proc/{pid}/cmdline")
    return path.exists() and path.read_bytes() != b""
