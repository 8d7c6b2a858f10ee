"""The same over HTTP: the real server, one process of it, against one MongoDB."""

import asyncio

from service.store.embedded import Mongod
from tests.bench import no_store
from tests.bench.ground import SECRET, Ground, ground, member_tokens, prepare
from tests.bench.measure import Measured
from tests.bench.server import REAL, load, serving
from tests.bench.spec import DEADLINE_S, Completions, Purses, Spec

STAND_IN = ("-m", "tests.bench.stand_in")


def completion(mongod: Mongod, arm: str, *, callers: int, at_once: int, seconds: float) -> Measured:
    """POST /v1/merchant/events, on the plain or the batched write path."""
    with ground(mongod) as (name, client):
        here = asyncio.run(prepare(mongod, name, client))
        with serving(REAL, **settings(here), WRITE_ARM=arm) as server:
            what = Completions(key=here.key, at_once=at_once)
            spec = Spec(port=server.port, callers=callers, seconds=seconds, what=what)
            return load(server, mongod, spec)


def endpoint(mongod: Mongod, *, callers: int, at_once: int, seconds: float) -> Measured:
    """The same requests to the same endpoint without any database."""
    with serving((*STAND_IN, "no_store"), SECRET=SECRET) as server:
        what = Completions(key=no_store.KEY, at_once=at_once)
        spec = Spec(port=server.port, callers=callers, seconds=seconds, what=what)
        return load(server, mongod, spec)


def purse(mongod: Mongod, arm: str, *, callers: int, seconds: float) -> Measured:
    """GET /v1/me/purse by so many members, with coalesced reads or with one find each."""
    command = REAL if arm == "coalesced" else (*STAND_IN, arm)
    with ground(mongod) as (name, client):
        here = asyncio.run(prepare(mongod, name, client))
        with serving(command, **settings(here)) as server:
            what = Purses(tokens=member_tokens(callers))
            spec = Spec(port=server.port, callers=callers, seconds=seconds, what=what)
            return load(server, mongod, spec)


def settings(here: Ground) -> dict[str, str]:
    """Of a server on a prepared database."""
    return {
        "MONGO_URL": here.mongod.url,
        "DATABASE": here.database,
        "SECRET": SECRET,
        "DEADLINE_MS": str(int(DEADLINE_S * 1000)),
    }
