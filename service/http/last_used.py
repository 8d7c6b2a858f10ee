"""Remembers that a key was used: once a minute and process, and no request waits for it."""

import asyncio
import logging
from collections import OrderedDict
from datetime import datetime, timedelta

from service.store.key_uses import write_use
from service.store.store import Store

LOG = logging.getLogger("seedbank.http")

EVERY = timedelta(minutes=1)
KEPT_MAX = 10_000


class LastUsed:
    """What this process has seen. Belongs to the event loop it is used on."""

    def __init__(self) -> None:
        self._seen: OrderedDict[str, datetime] = OrderedDict()
        self._writing: set[asyncio.Task[None]] = set()

    def saw(self, store: Store, key: str, at: datetime) -> None:
        """The key was used at `at`. Starts a task at most once a minute and key."""
        last = self._seen.get(key)
        if last is not None and at < last + EVERY:
            return
        self._seen[key] = at
        self._seen.move_to_end(key)
        if len(self._seen) > KEPT_MAX:
            self._seen.popitem(last=False)
        task = asyncio.create_task(_write(store, key, at))
        self._writing.add(task)
        task.add_done_callback(self._writing.discard)


async def _write(store: Store, key: str, at: datetime) -> None:
    try:
        await write_use(store, key, at)
    except Exception as error:
        # Nobody's request may fail for it, and the next minute brings the next one.
        LOG.warning("the last use of a key was not written: %s", type(error).__name__)
