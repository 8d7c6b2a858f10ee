"""GET /health/live."""

import msgspec
from litestar import get

from service.http.limits.general import FREE


class Live(msgspec.Struct, frozen=True, kw_only=True):
    """The process answers."""

    status: str = "live"


@get("/health/live", operation_id="getLiveness", tags=["health"], opt={FREE: True})
async def live() -> Live:
    """Never touches the database: an outage there is no reason to restart this process."""
    return Live()
