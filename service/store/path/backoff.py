"""How long to wait before the next try."""

import asyncio
import random

FIRST_S = 0.002
LAST_S = 0.25
DOUBLINGS = 7  # from the first to the last; 2**tries of a long outage is too large for a float


async def pause(tries: int) -> None:
    """Doubles from 2 ms to 250 ms, with full jitter so that rivals do not meet again."""
    longest = min(LAST_S, FIRST_S * 2 ** min(tries, DOUBLINGS))
    await asyncio.sleep(random.uniform(0, longest))  # noqa: S311 - jitter, no secret
