"""GET /v1/operator/clock."""

from datetime import timedelta

import msgspec
from litestar import get

from rewards.calendar import Instant
from service.http.guards.guards import POWER
from service.http.means import Means, TheMeans
from service.http.problems.raised import Refused
from service.http.problems.refusals import NoSuchPath
from service.operators.roles import Power

SECOND = timedelta(seconds=1)


class ClockView(msgspec.Struct, frozen=True, kw_only=True):
    """The programme's time `now`, which is `ahead_s` seconds ahead of the server's: rounded down.

    Cycles, seasons, rentals and consents go by it; passes, tokens and rate limits by the server's.
    """

    now: Instant
    server_now: Instant
    ahead_s: int


@get(
    "/clock",
    operation_id="getClock",
    tags=["operator"],
    opt={POWER: Power.LOOK},
)
async def show_clock(means: TheMeans) -> ClockView:
    """What time it is in a sandbox. A programme that is no sandbox has no such address."""
    sandbox_only(means)
    return clock_view(means)


def sandbox_only(means: Means) -> None:
    """Refused elsewhere, as if there were no such door."""
    if not means.programme.sandbox:
        raise Refused(NoSuchPath())


def clock_view(means: Means) -> ClockView:
    """As this process knows it: what another has moved is seen within a second."""
    ahead = means.context.clock.offset
    return ClockView(now=means.domain_now(), server_now=means.server_now(), ahead_s=ahead // SECOND)
