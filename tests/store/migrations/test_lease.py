"""The lease of a migration: one owner at a time."""

import asyncio

from service.store.driver.port import Driver
from service.store.schema.lease import LEASE_S, give_back, take


async def test_a_lease_is_one_owners_until_it_ends_on_the_databases_clock(driver: Driver) -> None:
    meta = driver.db["meta"]
    assert await take(meta, "a")
    assert await take(meta, "a")
    assert not await take(meta, "b")
    await give_back(meta, "b")
    assert not await take(meta, "b")
    past = {"$dateSubtract": {"startDate": "$until", "unit": "second", "amount": LEASE_S + 1}}
    await meta.update_one({"_id": "lock"}, [{"$set": {"until": past}}])
    assert await take(meta, "b")
    assert not await take(meta, "a")


async def test_twenty_who_reach_for_a_fresh_lease_are_told_apart(driver: Driver) -> None:
    meta = driver.db["meta"]
    got = await asyncio.gather(*(take(meta, f"process {n}") for n in range(20)))
    assert sum(got) == 1
