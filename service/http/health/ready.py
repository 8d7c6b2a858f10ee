"""GET /health/ready."""

import msgspec
from litestar import get

from service.http.limits.general import FREE
from service.http.means import TheMeans
from service.http.problems.raised import Refused
from service.http.problems.refusals import StoreUnavailable
from service.store.probe import can_write

WITHIN_S = 2.0


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """A write reaches a majority within 2 s, and the programme is the one that is in force."""

    status: str = "ready"


@get("/health/ready", operation_id="getReadiness", tags=["health"], opt={FREE: True})
async def ready(means: TheMeans) -> Ready:
    """Send traffic here only while this says so."""
    known = means.context.known
    is_current = known is None or not known.is_behind
    if is_current and await can_write(
        means.context.store, at=means.server_now(), within_s=WITHIN_S
    ):
        return Ready()
    raise Refused(StoreUnavailable())
