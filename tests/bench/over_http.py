"""The same over HTTP: the real server, one process of it, against one MongoDB."""

import asyncio
from datetime import UTC, datetime

from service.store.embedded import Mongod
from tests.bench import no_store
from tests.bench.ground import SECRET, Ground, ground, member_tokens, prepare
from tests.bench.measure import Measured
from tests.bench.ranked import BOARD, account_ids, settle_ranked
from tests.bench.server import REAL, Server, load, serving
from tests.bench.spec import DEADLINE_S, Completions, Reads, Spec

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
            accounts = (f"a{n:07d}" for n in range(callers))
            what = Reads(
                path="/v1/me/purse", holds='"ripe":', tokens=member_tokens(accounts, realm=name)
            )
            spec = Spec(port=server.port, callers=callers, seconds=seconds, what=what)
            return load(server, mongod, spec)


def ranks(mongod: Mongod, *, callers: int, seconds: float) -> Measured:
    """GET /v1/boards/{board} by members spread over all ranks."""
    with ground(mongod) as (name, client):
        here = asyncio.run(prepare(mongod, name, client))
        settle_ranked(client[name], datetime.now(UTC))
        with serving(REAL, **settings(here)) as server:
            return _boards(server, mongod, name, callers, seconds)


def constant_board(mongod: Mongod, *, callers: int, seconds: float) -> Measured:
    """The same requests, answered with one and the same board without any database."""
    with serving((*STAND_IN, "no_store"), SECRET=SECRET) as server:
        return _boards(server, mongod, "", callers, seconds)


def _boards(server: Server, mongod: Mongod, realm: str, callers: int, seconds: float) -> Measured:
    tokens = member_tokens(account_ids(callers), realm=realm)
    what = Reads(path=f"/v1/boards/{BOARD}", holds='"around":', tokens=tokens)
    return load(server, mongod, Spec(port=server.port, callers=callers, seconds=seconds, what=what))


def settings(here: Ground) -> dict[str, str]:
    """Of a server on a prepared database."""
    return {
        "MONGO_URL": here.mongod.url,
        "DATABASE": here.database,
        "SECRET": SECRET,
        "DEADLINE_MS": str(int(DEADLINE_S * 1000)),
        # A line for each request would bury the table; it costs both arms the same.
        "LOG_LEVEL": "warning",
        # Scores are published at midnight, and these members, who have no evidence, then have none.
        "JOBS": "off",
    }
