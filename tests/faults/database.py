"""A MongoDB of a test's own that can be killed and comes back with the same data at its port."""

import os
import signal
from pathlib import Path

from service.store.embedded import Mongod, start_mongod


class Database:
    """One server on one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mongod: Mongod = start_mongod(folder, cache_gb=0.25)
        self.url = self._mongod.url
        self.port = self._mongod.port

    def kill(self) -> None:
        """kill -9; returns when it is dead."""
        os.kill(self._mongod.pid, signal.SIGKILL)
        self._mongod.stop()

    def start(self) -> None:
        """The same member of the same set, as before; returns when it takes writes."""
        self._mongod = start_mongod(self._folder, cache_gb=0.25)
        assert self._mongod.url == self.url

    def stop(self) -> None:
        """Ends in order; nothing if it has ended."""
        self._mongod.stop()
