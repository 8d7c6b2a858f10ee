"""What every arm starts from: a fresh database with the programme, members and one key."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import msgspec
from pymongo import MongoClient

from service.http.guards.callers import Scope
from service.keys import Keys
from service.keys.random import Fresh, fresh_merchant_key
from service.store.connect import connect
from service.store.embedded import Mongod
from service.store.programmes import begin_programme
from service.store.schema.documents import MerchantKey
from service.store.schema.page import MERCHANT_KEYS
from tests.bench.programme import MERCHANT, programme, settle_members

SECRET = "a secret of the benchmark, for tokens that open nothing else"
_number = count()


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """A prepared database; `key` is the merchant's, as its till sends it."""

    mongod: Mongod
    database: str
    key: str


@contextmanager
def ground(mongod: Mongod) -> Iterator[tuple[str, MongoClient[dict[str, Any]]]]:
    """The name of a new database, dropped at the end, and a client for preparing it."""
    name = f"bench_{next(_number)}"
    client: MongoClient[dict[str, Any]] = MongoClient(mongod.url)
    with client:
        try:
            yield name, client
        finally:
            client.drop_database(name)


async def prepare(mongod: Mongod, name: str, client: MongoClient[dict[str, Any]]) -> Ground:
    """Schema, programme, members, and a key."""
    store = await connect(mongod.url, name)
    await begin_programme(store, programme())
    await store.close()
    now = datetime.now(UTC)
    settle_members(client[name], now)
    fresh = fresh_merchant_key(test=True)
    client[name].merchant_keys.insert_one(MERCHANT_KEYS.encode(merchant_key(fresh, now)))
    return Ground(mongod=mongod, database=name, key=fresh.text)


def merchant_key(fresh: Fresh, at: datetime) -> MerchantKey:
    """The stored half of a key that may report events and ask about members."""
    return MerchantKey(
        id=fresh.id,
        merchant=MERCHANT,
        secret_sha256=fresh.sha256,
        scopes=(Scope.TASK_EVENTS.value, Scope.ELIGIBILITY.value),
        test=True,
        created_at=at - timedelta(days=1),
    )


def member_tokens(accounts: Iterable[str], *, realm: str) -> list[str]:
    """Access tokens of these members."""
    keys, now = Keys(SECRET, realm=realm), datetime.now(UTC)
    return [keys.sign_access(account, f"s{account}", now) for account in accounts]
