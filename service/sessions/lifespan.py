"""The watch over sessions, started and stopped with the application."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress

from litestar import Litestar

from service.http.means import Means
from service.live.closing import end

# A start waits this long, so that the first requests need not ask for their sessions.
FIRST_LOAD_S = 5.0


def sessions_lifespan() -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    """A lifespan of the application, to come after the one that sets `app.state.means`."""

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        means: Means = app.state.means
        task = asyncio.create_task(means.sessions.run())
        with suppress(TimeoutError):
            await asyncio.wait_for(means.sessions.ready.wait(), FIRST_LOAD_S)
        try:
            yield
        finally:
            await end([task])

    return lifespan
