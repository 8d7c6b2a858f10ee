"""Notices that the process is told to stop, before the server waits for open streams to end.

A server that stops gracefully lets requests finish first and says goodbye to the application after
that (granian and uvicorn alike): a stream that ends only on goodbye would never end.
"""

import asyncio
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGINT)
# What was told to end and has not is told again.
AGAIN_S = 1.0


@contextmanager
def on_stop(callback: Callable[[], None]) -> Iterator[None]:
    """`callback` runs in the loop when a stop signal comes; the server's own handler runs too.

    Only where a handler is installed already, that is in a server's process: elsewhere a signal
    must go on doing what it does.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in SIGNALS}
    chained = {
        number: _chain(previous, loop, callback)
        for number, previous in before.items()
        if callable(previous)
    }
    for number, handler in chained.items():
        signal.signal(number, handler)
    try:
        yield
    finally:
        for number, handler in chained.items():
            if signal.getsignal(number) is handler:
                signal.signal(number, before[number])


def _chain(
    previous: Callable[[int, FrameType | None], object],
    loop: asyncio.AbstractEventLoop,
    callback: Callable[[], None],
) -> Callable[[int, FrameType | None], None]:
    def handler(number: int, frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(callback)
        previous(number, frame)

    return handler


async def end(tasks: Sequence[asyncio.Task[None]]) -> None:
    """Cancels until all have ended: the driver may swallow a cancellation, see `follow`."""
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=AGAIN_S)
    await asyncio.gather(*tasks, return_exceptions=True)
