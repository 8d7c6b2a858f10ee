"""The stored half of domain time: one document, begun with its database, followed by every process.

A flow moves it; here it is begun, and read every quarter of a second where it can move at all.
"""

import asyncio

from bson.int64 import Int64

from service.clock import Clock
from service.store.aside import aside
from service.store.outage import is_outage
from service.store.schema.documents import CURRENT, DomainClock
from service.store.schema.page import CLOCKS
from service.store.store import Store

LOOK_S = 0.25


async def begin_clock(store: Store, *, sandbox: bool) -> DomainClock:
    """The database's clock document, made if there is none; of two callers one makes it.

    What was never a sandbox does not become one. A sandbox whose clock nobody has moved stops being
    one for good when `sandbox` is False.
    """
    clocks = aside(store, CLOCKS)
    first = CLOCKS.encode(DomainClock(id=CURRENT, sandbox=sandbox))
    this = {"_id": first.pop("_id")}
    await clocks.update_one(this, {"$setOnInsert": first}, upsert=True)
    if not sandbox:
        ends = {"$set": {"sandbox": False}, "$inc": {"version": Int64(1)}}
        await clocks.update_one({**this, "sandbox": True, "offset_ms": 0}, ends)
    return CLOCKS.decode(await clocks.find_one(this))


async def follow_clock(store: Store, clock: Clock) -> None:
    """Tells `clock` the stored offset, for ever. While the database is away it keeps the last."""
    while True:
        await asyncio.sleep(LOOK_S)
        try:
            found = await store.get(CLOCKS, CURRENT)
        except Exception as error:
            if not is_outage(error):
                raise
        else:
            if found is not None:
                clock.follow(found.offset)
