"""How a caller stands with a limit, and the headers that say so.

draft-ietf-httpapi-ratelimit-headers-10, in structured fields:
    RateLimit-Policy: "calls_per_member";q=1200;w=600
    RateLimit: "calls_per_member";r=1187;t=412
"""

from collections.abc import Sequence
from datetime import datetime
from math import ceil
from typing import Any

import msgspec

from service.limits.rate import Rate

STANDINGS = "seedbank.standings"
"""Where a request's own are kept, in its scope's state, until the answer goes out."""


class Standing(msgspec.Struct, frozen=True):
    """`left` is what this process knows to be left of the window, which ends in `resets_s`."""

    policy: str
    rate: Rate
    left: int
    resets_s: int


def seconds_until(ends_at: datetime, at: datetime) -> int:
    """Whole seconds, at least 1: whoever waits so long comes afterwards."""
    return max(1, ceil((ends_at - at).total_seconds()))


def note(scope: Any, standing: Standing) -> None:
    """Has the answer to this request tell it."""
    scope["state"].setdefault(STANDINGS, []).append(standing)


def headers(standings: Sequence[Standing]) -> list[tuple[bytes, bytes]]:
    """Both headers, one item per limit; none for none."""
    if not standings:
        return []
    policies = [f'"{each.policy}";q={each.rate.times};w={each.rate.seconds}' for each in standings]
    states = [f'"{each.policy}";r={each.left};t={each.resets_s}' for each in standings]
    return [
        (b"ratelimit-policy", ", ".join(policies).encode()),
        (b"ratelimit", ", ".join(states).encode()),
    ]
