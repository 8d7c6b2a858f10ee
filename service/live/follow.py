"""Follows one change stream through lost connections, and says when that is no longer possible."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from service.store.store import Store

LOG = logging.getLogger("seedbank.live")

# The server's codes for "what you ask for is no longer in my log": the token is gone, the stream
# cannot go on, the token is of an ended stream, the log has been rolled over.
LOST = {286, 280, 260, 136}
PAUSE_S = 0.2
# How long the server holds an empty answer; also how often an idle stream says it is alive.
WAIT_MS = 500
TRIES_MAX = 50


class HistoryLost(Exception):
    """The stream cannot be resumed: load everything again."""


@dataclass(frozen=True, slots=True)
class Source:
    """What is followed: which changes of the database, and what to do with each.

    apply: takes one change; it may raise HistoryLost. heard: called after each answer of the
    server, with the change or, when the stream has caught up, None.
    """

    stages: tuple[dict[str, Any], ...]
    apply: Callable[[dict[str, Any]], None]
    heard: Callable[[dict[str, Any] | None], None]


async def follow(store: Store, source: Source, start: Any) -> None:
    """Applies every change from the timestamp `start` on, each once, for ever.

    After a lost connection it goes on behind the last change applied. Raises HistoryLost when that
    is impossible, or was in vain TRIES_MAX times in a row.
    """
    where: dict[str, Any] = {"start_at_operation_time": start}
    tries = 0
    while tries < TRIES_MAX:
        try:
            async with _open(store, source, where) as stream:
                while stream.alive:
                    change = await stream.try_next()
                    _end_if_cancelled()
                    if change is not None:
                        source.apply(change)
                    # A change is its own place in the log; the stream would copy it each time.
                    token = stream.resume_token if change is None else change["_id"]
                    where = {"resume_after": token}
                    source.heard(change)
                    tries = 0
            break  # an invalidated stream: the database is not the one it was
        except HistoryLost:
            raise
        except Exception as error:
            if getattr(error, "code", None) in LOST:
                break
            tries += 1
            LOG.warning("stream lost (%s), resuming", error)
            await asyncio.sleep(PAUSE_S)
    raise HistoryLost


def _end_if_cancelled() -> None:
    """Ends a task whose cancellation the driver has swallowed.

    It sends through `asyncio.wait_for`, which in Python 3.11 forgets a cancellation that arrives
    together with the result. A stream that went on would keep a stopping server from its end.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError


def _open(store: Store, source: Source, where: dict[str, Any]) -> Any:
    stages = list(source.stages)
    # A change says which fields it set; the document is looked up as it is by now, which is what a
    # read model wants, or is None if it is gone.
    options = {"full_document": "updateLookup", "max_await_time_ms": WAIT_MS}
    return store.watch(stages, **options, **where)
