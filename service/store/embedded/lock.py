"""One server per data folder.

The lock is a `flock` on a file that the server inherits: the kernel frees it when both owner and
server have ended, however they ended. So a stale lock cannot exist, and an orphan is noticed.
"""

import fcntl
import os
import time

from service.store.embedded.errors import EmbeddedError
from service.store.embedded.folder import Folder

ORPHAN_WAIT_S = 20.0
LOOK_EVERY_S = 0.02


def take(folder: Folder, *, orphan_wait_s: float = ORPHAN_WAIT_S) -> int:
    """Locks the folder; returns the descriptor to hand to the server and to `release`.

    EmbeddedError at once if a living process owns the folder; if only its server is left, after
    `orphan_wait_s` in which that server may finish its shutdown.
    """
    descriptor = os.open(folder.lock, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _wait(descriptor, folder, orphan_wait_s)
    except BaseException:
        os.close(descriptor)
        raise
    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    return descriptor


def release(descriptor: int) -> None:
    """Frees the folder, also for processes forked meanwhile that share the descriptor."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)


def _wait(descriptor: int, folder: Folder, orphan_wait_s: float) -> None:
    deadline = time.monotonic() + orphan_wait_s
    while not _locked(descriptor):
        owner = os.pread(descriptor, 20, 0)
        if owner.isdigit() and _alive(int(owner)):
            raise EmbeddedError(
                f"the data folder {folder.root} is in use by process {int(owner)}: "
                "stop that, or set SEEDBANK_DATA_DIR to another folder"
            )
        if time.monotonic() > deadline:
            raise EmbeddedError(
                f"a MongoDB without its owner still runs on {folder.root}: "
                f"stop process {folder.mongod_pid()} and start again"
            )
        time.sleep(LOOK_EVERY_S)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's, so there
        return True
    return True
