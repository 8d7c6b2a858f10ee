"""What litestar itself says about the doors: paths, parameters, descriptions."""

from collections.abc import Sequence
from typing import Any

from litestar import Litestar, Router
from litestar.di import Provide
from litestar.openapi.config import OpenAPIConfig
from litestar.types import ControllerRouterHandler

from service.http.openapi.operation import Document

# Only ever asked for its document: it serves nothing, so that no page of litestar's does either.
CONFIG = OpenAPIConfig(
    title="Seedbank",
    version="1",
    use_handler_docstrings=True,
    openapi_router=Router("/none", route_handlers=[], include_in_schema=False),
)


def described(handlers: Sequence[ControllerRouterHandler]) -> Litestar:
    """An application of these doors that is never started."""
    means = Provide(_nothing, sync_to_thread=False)
    return Litestar(
        route_handlers=list(handlers),
        dependencies={"means": means},
        openapi_config=CONFIG,
        logging_config=None,  # litestar's would take the place of ours for the whole process
    )


def raw_document(app: Litestar) -> Document:
    """Litestar's document of `app`, for the steps to finish."""
    return app.openapi_schema.to_schema()


def _nothing() -> Any:
    return None
