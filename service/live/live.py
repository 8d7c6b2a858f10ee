"""The live part of one process: its feed and its screens, started and stopped together."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any

from litestar import Litestar, Request
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from service.flows.context import Context
from service.http.problems.raised import Refused
from service.live.board_index import BoardIndex
from service.live.closing import end, on_stop
from service.live.feed import Feed
from service.live.model import Model
from service.live.refusals import BoardNotFound, BoardsLoading
from service.live.revoked import end_revoked
from service.live.screens import Screens
from service.live.stream import Pace

# A start waits this long for the ranks, so that the first answers have them.
FIRST_LOAD_S = 10.0


class Live:
    """What the doors of boards work with."""

    def __init__(self, context: Context, pace: Pace) -> None:
        self.feed = Feed(context)
        self._store = context.store
        self.screens = Screens(self.feed)
        self.pace = pace

    def board(self, board: str) -> tuple[Model, BoardIndex]:
        """The model and one of its boards, as they are until the next await. Raises Refused."""
        model = self.feed.model
        if model is None:
            raise Refused(BoardsLoading())
        if board not in model.boards:
            raise Refused(BoardNotFound(board=board))
        return model, model.boards[board]

    def watched(self) -> tuple[int, float | None]:
        """Open streams, and how old the boards are in seconds; None before the first load."""
        age_s = self.feed.times().age_ms / 1000 if self.feed.model is not None else None
        return self.screens.readers, age_s

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Follows the database until left; then every stream has been told to end."""
        tasks = [
            asyncio.create_task(self.feed.run()),
            asyncio.create_task(self.screens.run()),
            asyncio.create_task(end_revoked(self._store, self.screens)),
        ]
        with suppress(TimeoutError):
            await asyncio.wait_for(self.feed.ready.wait(), FIRST_LOAD_S)
        try:
            with on_stop(self.screens.close):
                yield
        finally:
            self.screens.close()
            await end(tasks)


def boards_lifespan(
    pace: Pace | None = None,
) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    """A lifespan of the application, to come after the one that sets `app.state.means`."""

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        live = Live(app.state.means.context, pace or Pace())
        app.state.live = live
        async with live.running():
            yield

    return lifespan


def live_of(request: Request[Any, Any, Any]) -> Live:
    """The dependency `live`: the application's live part."""
    live: Live = request.app.state.live
    return live


TheLive = NamedDependency[SkipValidation[Live]]
