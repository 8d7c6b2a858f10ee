"""Stopping on request: between two chunks, never in the middle of one."""

import asyncio
import signal
from contextlib import suppress

SIGNALS = (signal.SIGINT, signal.SIGTERM)


def stop_at_signal() -> asyncio.Event:
    """An event that the first SIGINT or SIGTERM sets."""
    stop = asyncio.Event()
    for number in SIGNALS:
        with suppress(NotImplementedError):  # there are none on Windows
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop
