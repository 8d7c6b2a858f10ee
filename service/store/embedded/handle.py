"""A started server: where it is, and how it ends."""

import atexit
import os
import signal
import threading
from types import TracebackType
from typing import Self

from service.store.embedded.child import Child
from service.store.embedded.lock import release

STOP_WAIT_S = 15.0


class Mongod:
    """One embedded server. Ends with `stop`, with the `with` block, or with this process."""

    def __init__(self, child: Child, *, port: int, url: str, lock: int) -> None:
        """`url` holds the password: do not log it. `lock` is released when the server ended."""
        self.port = port
        self.url = url
        self._child = child
        self._lock: int | None = lock
        self._owner = os.getpid()
        self._once = threading.Lock()
        atexit.register(self.stop)

    @property
    def pid(self) -> int:
        """The server's process id."""
        return self._child.pid

    @property
    def running(self) -> bool:
        """False once the server has ended, by us or by itself."""
        return not self._child.ended()

    def stop(self) -> None:
        """Ends the server in order, by force after 15 s. Again, or in a forked child: nothing."""
        if os.getpid() != self._owner:
            return
        with self._once:
            if self._lock is None:
                return
            end(self._child)
            release(self._lock)
            self._lock = None
        atexit.unregister(self.stop)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


def end(child: Child) -> None:
    """SIGTERM, up to 15 s of patience, then SIGKILL: acknowledged data is in the journal."""
    child.send(signal.SIGTERM)
    if not child.ended(STOP_WAIT_S):
        child.send(signal.SIGKILL)
        child.ended(STOP_WAIT_S)
