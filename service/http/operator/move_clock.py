"""POST /v1/operator/clock."""

from datetime import timedelta
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, post
from litestar.params import JSONBody

from service.clock import MS
from service.flows.operators.move_clock import MOVE_CLOCK, STEP_MAX, MoveClock
from service.http.answer import said
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Reason, act
from service.http.operator.show_clock import SECOND, ClockView, clock_view, sandbox_only
from service.http.problems.problem import REPLAYED
from service.operators.roles import Power

By = Annotated[int, msgspec.Meta(ge=1, le=STEP_MAX // SECOND)]


class ClockMove(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """On by so many seconds, on top of what others move: 400 days at most."""

    by_s: By
    reason: Reason


@post(
    "/clock",
    operation_id="moveClock",
    status_code=200,
    tags=["operator"],
    opt={POWER: Power.CLOCK},
)
async def move_the_clock(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    data: JSONBody[ClockMove],
) -> Response[ClockView]:
    """Moves a sandbox's time on, never back. What comes due is left to the runners of jobs; the
    command line's `seedbank clock` runs it on the way.

    A programme that is no sandbox has no such address.
    """
    sandbox_only(means)
    body = MoveClock(by_ms=timedelta(seconds=data.by_s) // MS, reason=data.reason)
    answered = await act(request, means, caller, key, MOVE_CLOCK, body)
    means.context.clock.follow(said(answered).offset_ms * MS)
    headers = {REPLAYED: "true"} if answered.replayed else {}
    return Response(clock_view(means), headers=headers)
