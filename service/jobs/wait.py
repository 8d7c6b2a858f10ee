"""Waiting for whichever comes first."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def first_of(*what: Coroutine[Any, Any, Any], timeout_s: float | None = None) -> None:
    """Returns when one of them has ended, or after so many seconds; the others are cancelled."""
    waiting = [asyncio.create_task(one) for one in what]
    try:
        await asyncio.wait(waiting, timeout=timeout_s, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in waiting:
            one.cancel()
