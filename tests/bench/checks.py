"""POST /v1/merchant/checks: callers in turn, a given rate, and the highest rate that is held."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil, sqrt
from typing import Protocol

from service.store.embedded import Mongod
from tests.bench.customers import issue_passes, settle_customers
from tests.bench.ground import ground, prepare
from tests.bench.measure import Measured
from tests.bench.over_http import settings
from tests.bench.server import REAL, load, serving
from tests.bench.spec import WARM_UP_S, Checks, Spec

RATE = 300.0
"""Checks a second: some hundred counters, each with a customer every few seconds."""
HELD_MS = 50.0
"""The 99th percentile up to which a rate is held: at a till nobody notices it."""
FIRST, LEAST = 100.0, 25.0
HALVINGS = 3
"""Of the distance between a rate that is held and its double, down to a tenth of it."""
TRIES = 2
"""Of each rate: a pause that others on the machine have caused says nothing about us."""
TILLS_MAX = 64
SILENT_S_MAX = 5.0
"""A connection with nothing to send for twice as long is closed by the server."""
PASSES_PER_S = 6_000
"""For callers in turn: more than are answered."""


class Ask(Protocol):
    """One run against a server that stands."""

    def __call__(self, *, callers: int, seconds: float, rate: float = 0.0) -> Measured:
        """In turn, or at a rate."""


def in_turn(mongod: Mongod, arm: str, *, callers: int, seconds: float) -> Measured:
    """Each caller shows the next pass once it has heard about the last one."""
    with _counter(mongod, arm) as ask:
        return ask(callers=callers, seconds=seconds)


def at_rate(mongod: Mongod, arm: str, *, rate: float, seconds: float) -> Measured:
    """Customers come at this rate, whatever the server does."""
    with _counter(mongod, arm) as ask:
        return ask(callers=_tills(rate), seconds=seconds, rate=rate)


def held(mongod: Mongod, arm: str, *, seconds: float) -> Measured:
    """The highest rate that is held, as it was measured; the lowest there is if none is."""
    with _counter(mongod, arm) as ask:
        return highest(lambda rate: ask(callers=_tills(rate), seconds=seconds, rate=rate))


def highest(measured: Callable[[float], Measured]) -> Measured:
    """Finds the highest rate whose 99th percentile is low enough: doubles or halves it until it is
    known between which two it lies, and then looks between them."""
    rate, best = FIRST, _best(measured, FIRST)
    while not _is_held(best) and rate > LEAST:
        rate, best = rate / 2, _best(measured, rate / 2)
    if not _is_held(best):
        return best
    above = 2 * rate
    while _is_held(more := _best(measured, above)):
        rate, above, best = above, 2 * above, more
    for _ in range(HALVINGS):
        between = sqrt(rate * above)
        if _is_held(more := _best(measured, between)):
            rate, best = between, more
        else:
            above = between
    return best


def _best(measured: Callable[[float], Measured], rate: float) -> Measured:
    for _ in range(TRIES):
        found = measured(rate)
        if _is_held(found):
            break
    return found


def _is_held(found: Measured) -> bool:
    return found.p99_ms <= HELD_MS


def _tills(rate: float) -> int:
    return min(TILLS_MAX, int(rate * SILENT_S_MAX))


@contextmanager
def _counter(mongod: Mongod, arm: str) -> Iterator[Ask]:
    """A server on one of the write paths, and customers with new passes for each run."""
    shown = 0
    with ground(mongod) as (name, client):
        here = asyncio.run(prepare(mongod, name, client))
        settle_customers(client[name])
        with serving(REAL, **settings(here), WRITE_ARM=arm) as server:

            def ask(*, callers: int, seconds: float, rate: float = 0.0) -> Measured:
                nonlocal shown
                # What comes by chance may come more often than on average.
                a_second = 1.2 * rate + callers if rate else PASSES_PER_S
                what = Checks(
                    key=here.key, first=shown, many=ceil(a_second * (seconds + WARM_UP_S))
                )
                issue_passes(client[name], what.first, what.many)
                shown += what.many
                spec = Spec(
                    port=server.port, callers=callers, seconds=seconds, what=what, rate=rate
                )
                return load(server, mongod, spec)

            yield ask
