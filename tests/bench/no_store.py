"""The application without any database: same doors, guards, parsing and rendering.

Its store answers at once: one merchant key, and every task event as a new completion. What a
whole completion costs over HTTP is compared with this.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any
from unittest.mock import AsyncMock, Mock

from litestar import Litestar

from service.app import create_app
from service.clock import SystemClock
from service.flows.complete_task import TaskCompleted
from service.flows.context import Context
from service.keys import Keys
from service.keys.random import Fresh
from service.senders.console import ConsoleSender
from service.store.collection import Collection
from service.store.path.command import Answered, Command
from tests.bench.ground import SECRET, merchant_key
from tests.bench.programme import programme

_ID, _SECRET = "0" * 16, "0" * 64
KEY = f"sbm_test_{_ID}_{_SECRET}"


class Nothing:
    """In place of a store."""

    # Counters and the probe of readiness ask for collections; whatever they write has worked.
    driver = Mock(**{"db.get_collection.return_value": AsyncMock()})

    def __init__(self) -> None:
        fresh = Fresh(_ID, hashlib.sha256(_SECRET.encode()).hexdigest(), KEY)
        self._key = merchant_key(fresh, datetime.now(UTC))

    async def get(self, _collection: Collection[Any], _id: str) -> Any:
        """The one key there is."""
        return self._key

    async def apply(self, command: Command[Any]) -> Answered[Any]:
        """Done, as far as anybody can see."""
        return Answered(TaskCompleted(task=command.body.task, period="2026-01-01", seeds=10))


def application() -> Litestar:
    """What the stand-in server runs."""
    document, store = programme(), Nothing()
    context = Context(
        store=store,  # type: ignore[arg-type]
        clock=SystemClock(),
        programme=lambda: document,
    )
    return create_app(context, Keys(SECRET), ConsoleSender(), extra_lifespans=())
