"""Readiness: whether a write reaches a majority in time."""

import asyncio
from datetime import datetime

from service.store.aside import aside
from service.store.outage import is_outage
from service.store.schema.page import PROBES
from service.store.store import Store


async def can_write(store: Store, *, at: datetime, within_s: float) -> bool:
    """True if a majority has acknowledged a write within so many seconds."""
    try:
        async with asyncio.timeout(within_s):
            await aside(store, PROBES).update_one(
                {"_id": "ready"}, {"$max": {"at": at}}, upsert=True
            )
    except TimeoutError:
        return False
    except Exception as error:
        if is_outage(error):
            return False
        raise
    return True
