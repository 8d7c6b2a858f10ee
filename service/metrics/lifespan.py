"""The sampler in the life of an application."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from litestar import Litestar

from service.metrics.sampler import sampling


def sampled_lifespan() -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    """A lifespan, to come after those that set `app.state.means` and `app.state.live`."""

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        async with sampling(app.state.means.context, getattr(app.state, "live", None)):
            yield

    return lifespan
