"""How long to wait before the next try."""

import asyncio
import random

FIRST_S = 0.002
LAST_S = 0.25


async def pause(tries: int) -> None:
    """Doubles from 2 ms to 250 ms, with full jitter so that rivals do not meet again."""
    longest = min(LAST_S, FIRST_S * 2**tries)
    await asyncio.sleep(random.uniform(0, longest))  # noqa: S311 - jitter, no secret
