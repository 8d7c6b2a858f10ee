"""Stored credentials, remembered for a second: a revocation acts within that time."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from service.store.collection import Collection
from service.store.owner import EVERYBODY
from service.store.store import Store

Doc = TypeVar("Doc", bound=msgspec.Struct)

KEPT_S = 1.0
KEPT_MAX = 10_000


class Cached:
    """A bounded cache of documents. What does not exist is asked for each time, unless `absence` is
    remembered too: only where ids come from who has proved them, as each takes a place."""

    def __init__(self, now: Callable[[], float] = time.monotonic, *, absence: bool = False) -> None:
        self._now = now
        self._absence = absence
        self._kept: OrderedDict[tuple[str, str], tuple[float, Any]] = OrderedDict()

    async def get(self, store: Store, collection: Collection[Doc], id_: str) -> Doc | None:
        """The document as it was at most a second ago."""
        key, asked_at = (collection.name, id_), self._now()
        read_at, kept = self._kept.get(key, (float("-inf"), None))
        if asked_at < read_at + KEPT_S:
            found: Doc | None = kept
            return found
        # Nobody has said yet who they are: the secret that goes with the id is the proof.
        fresh = await store.get(collection, id_, owner=EVERYBODY if collection.owners else None)
        self._kept.pop(key, None)
        if fresh is not None or self._absence:
            # The age counts from the asking: the answer may be as old as that.
            self._kept[key] = (asked_at, fresh)
            if len(self._kept) > KEPT_MAX:
                self._kept.popitem(last=False)
        return fresh
