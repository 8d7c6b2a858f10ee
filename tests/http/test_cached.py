"""A revoked key is refused within a second."""

from typing import Any

import msgspec
from pymongo import MongoClient

from service.http.cached import KEPT_S, Cached
from service.store.schema.documents import MerchantKey
from service.store.schema.page import MERCHANT_KEYS
from tests.http.doors import Doors


async def test_a_revocation_acts_within_a_second(
    own_doors: Doors, admin: MongoClient[dict[str, Any]], database_name: str
) -> None:
    now = [0.0]
    cached, store = Cached(lambda: now[0]), own_doors.context.store
    id_ = (await own_doors.merchant()).split("_")[2]
    before = await cached.get(store, MERCHANT_KEYS, id_)
    assert isinstance(before, MerchantKey)
    assert before.revoked_at is None
    revoked = own_doors.clock.server_now()
    keys = admin[database_name][MERCHANT_KEYS.name]
    keys.update_one({"_id": id_}, {"$set": {"revoked_at": revoked}})
    assert await cached.get(store, MERCHANT_KEYS, id_) == before
    now[0] += KEPT_S
    after = await cached.get(store, MERCHANT_KEYS, id_)
    assert after == msgspec.structs.replace(before, revoked_at=revoked)


async def test_what_does_not_exist_is_not_kept(doors: Doors) -> None:
    cached = Cached(lambda: 0.0)
    for _ in range(3):
        assert await cached.get(doors.context.store, MERCHANT_KEYS, "nothing") is None
    assert not cached._kept
