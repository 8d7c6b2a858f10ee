"""The application without any database: same doors, guards, parsing and rendering.

Its store answers at once: one merchant key, and every task event as a new completion. What a
whole completion costs over HTTP is compared with this.
"""

import hashlib
from datetime import UTC, datetime
from typing import Any
from unittest.mock import AsyncMock, Mock

from litestar import Litestar, Router, get
from litestar.di import Provide
from litestar.params import FromPath

from service.app import create_app
from service.clock import SystemClock
from service.flows.context import Context
from service.flows.tasks.counted import EventCounted
from service.http.guards import TheMember, member_only
from service.http.guards.guards import caller_of
from service.keys import Keys
from service.keys.random import Fresh
from service.live.answers import BoardSeason, Mine, MyBoard, Row
from service.live.handlers import Around, Top
from service.senders.console import ConsoleSender
from service.store.collection import Collection
from service.store.path.command import Answered, Command
from service.store.schema.page import MERCHANT_KEYS
from tasks.progress.state import TaskState
from tests.bench.ground import SECRET, merchant_key
from tests.bench.programme import programme
from tests.bench.ranked import BOARD

_ID, _SECRET = "0" * 16, "0" * 64
KEY = f"sbm_test_{_ID}_{_SECRET}"


class Nothing:
    """In place of a store."""

    # Counters and the probe of readiness ask for collections; whatever they write has worked.
    driver = Mock(**{"db.get_collection.return_value": AsyncMock()})

    def __init__(self) -> None:
        fresh = Fresh(_ID, hashlib.sha256(_SECRET.encode()).hexdigest(), KEY)
        self._key = merchant_key(fresh, datetime.now(UTC))

    async def get(self, collection: Collection[Any], _id: str, **_owner: Any) -> Any:
        """The one key there is, and nothing else."""
        return self._key if collection is MERCHANT_KEYS else None

    async def apply(self, command: Command[Any]) -> Answered[Any]:
        """Done, as far as anybody can see."""
        return Answered(
            EventCounted(
                task=command.body.task,
                period="2026-01-01",
                state=TaskState.COMPLETED,
                done=1,
                goal=1,
                seeds=10,
                already=False,
            )
        )


def _row(rank: int) -> Row:
    return Row(rank=rank, name=f"Member {rank}", seeds=10_000 - rank, key="0" * 16)


_NOW = datetime.now(UTC)
BOARD_ANSWER = MyBoard(
    board=BOARD,
    title="Seeds this week",
    season=BoardSeason(id="2026-W01", starts_at=_NOW, ends_at=_NOW),
    version="1.1-1",
    as_of=_NOW,
    now=_NOW,
    on_board=True,
    ranked=1,
    me=Mine(rank=1, seeds=1),
    top=tuple(_row(rank) for rank in range(1, 11)),
    around=tuple(_row(rank) for rank in range(1, 8)),
)


@get("/v1/boards/{board:str}", guards=[member_only])
async def show_board(
    board: FromPath[str],
    caller: TheMember,
    top: Top = 10,
    around: Around = 3,
) -> MyBoard:
    """One and the same board for everybody, as large as a real answer."""
    return BOARD_ANSWER


def application() -> Litestar:
    """What the stand-in server runs."""
    document, store = programme(), Nothing()
    context = Context(
        store=store,  # type: ignore[arg-type]
        clock=SystemClock(),
        programme=lambda: document,
    )
    doors = Router(
        "/",
        dependencies={"caller": Provide(caller_of, sync_to_thread=False)},
        route_handlers=[show_board],
    )
    return create_app(
        context, Keys(SECRET), ConsoleSender(), extra_handlers=[doors], extra_lifespans=()
    )
