"""The list of used passes of one till: a file, so that one use stays one without a network."""

import fcntl
import os
from datetime import datetime
from pathlib import Path

from rewards.perks.offline.judge import Unfit, Why
from rewards.perks.offline.offline_pass import OfflinePass
from rewards.perks.offline.token import read_token


def use_once(list_: Path, token: str, said: OfflinePass, at: datetime) -> Unfit | None:
    """Writes the pass down as used at `at`, on the disk before this returns; else when it was used.

    Each line is a time and a token. The file is locked meanwhile: of two processes that ask about
    the same pass at once, one hears yes. OSError if the list cannot be kept: then nothing is used.
    """
    opened = os.open(list_, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(opened, "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        content = file.read()
        used_at = _used_at(content, said.id)
        if used_at is not None:
            return Unfit(why=Why.USED, sentence=f"it was used here at {used_at}: it is good once")
        # A line that a crash cut off was never answered with yes: it is ended, and says nothing.
        torn = content and not content.endswith(b"\n")
        line = f"{at.isoformat()} {token}\n".encode()
        file.write(b"\n" + line if torn else line)
        file.flush()
        os.fsync(file.fileno())
    _keep_name(list_)
    return None


def _used_at(content: bytes, id_: str) -> str | None:
    for line in content.decode("ascii", "replace").splitlines():
        used_at, _, token = line.partition(" ")
        signed = read_token(token)
        if signed is not None and signed.said.id == id_:
            return used_at
    return None


def _keep_name(list_: Path) -> None:
    """A new file is only on the disk once its folder is."""
    folder = os.open(list_.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
