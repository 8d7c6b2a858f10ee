"""The one place where the doors are wired to what lies behind them."""

import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from typing import Any

from litestar import Litestar, Request
from litestar.datastructures import State
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from service.flows.context import Context
from service.http.body import BYTES_MAX, JsonRequest
from service.http.etag import Polled
from service.http.headers import add_headers
from service.http.limits.general import count_call, count_refused
from service.http.means import Means
from service.http.openapi.door import Description, show_openapi
from service.http.proxies import Network
from service.http.routes import ROUTES
from service.http.watched import Watched, report
from service.jobs.serve import running_jobs
from service.keys import Keys
from service.limits.numbers import RateNumbers
from service.live.handlers import board_handlers
from service.live.live import boards_lifespan
from service.logs import configure_logs
from service.metrics.lifespan import sampled_lifespan
from service.opening import keys_of, means_of, open_context
from service.pages.handlers import page_handlers
from service.pages.trouble import handle_kindly
from service.senders.of_settings import sender_of
from service.senders.port import Sender
from service.sessions.lifespan import sessions_lifespan
from service.settings import Settings

Lifespan = Callable[[Litestar], AbstractAsyncContextManager[None]]

# What other rooms add: pages, live boards. Each lifespan runs inside of the open context and finds
# the means in `app.state.means`.
EXTRA_HANDLERS: tuple[ControllerRouterHandler, ...] = (*board_handlers(), *page_handlers())
EXTRA_LIFESPANS: tuple[Lifespan, ...] = (sessions_lifespan(), boards_lifespan(), sampled_lifespan())


def create_app(
    context: Context,
    keys: Keys,
    sender: Sender,
    *,
    rates: RateNumbers | None = None,
    proxies: tuple[Network, ...] = (),
    extra_handlers: Sequence[ControllerRouterHandler] = EXTRA_HANDLERS,
    extra_lifespans: Sequence[Lifespan] = EXTRA_LIFESPANS,
) -> Litestar:
    """An application around an open context, which its owner closes after it."""
    means = means_of(context, keys, sender, rates, proxies)
    return _litestar(State({"means": means}), extra_lifespans, extra_handlers)


def application() -> Litestar:
    """What a server process runs: settings from the environment, all else opened on its loop."""
    settings = Settings.load(os.environ)
    configure_logs(settings.log_level, settings.log_format)
    keys, sender = keys_of(settings), sender_of(settings)

    @asynccontextmanager
    async def opened(app: Litestar) -> AsyncIterator[None]:
        async with open_context(settings) as context:
            app.state.means = means_of(context, keys, sender, proxies=settings.trusted_proxies)
            async with AsyncExitStack() as stack:
                if settings.jobs == "on":
                    await stack.enter_async_context(running_jobs(context))
                yield

    return _litestar(State(), (opened, *EXTRA_LIFESPANS), EXTRA_HANDLERS)


def described() -> Description:
    """What a server process says of itself at /openapi.json; opens nothing."""
    return Description([*ROUTES, *EXTRA_HANDLERS])


def _litestar(
    state: State, lifespans: Sequence[Lifespan], extra_handlers: Sequence[ControllerRouterHandler]
) -> Litestar:
    handlers = [*ROUTES, *extra_handlers]
    state.openapi = Description(handlers)
    return Watched(
        route_handlers=[*handlers, show_openapi],
        state=state,
        lifespan=list(lifespans),
        dependencies={"means": Provide(_means, sync_to_thread=False)},
        exception_handlers={Exception: handle_kindly},
        before_request=count_call,
        after_exception=[count_refused],
        before_send=[add_headers, report],
        request_class=JsonRequest,
        response_class=Polled,
        request_max_body_size=BYTES_MAX,
        openapi_config=None,
        logging_config=None,
        # Named, because an environment variable of litestar's would switch them on.
        debug=False,
        pdb_on_exception=False,
    )


def _means(request: Request[Any, Any, Any]) -> Means:
    means: Means = request.app.state.means
    return means
