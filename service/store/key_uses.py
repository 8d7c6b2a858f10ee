"""When keys and tokens were last seen; beside the write path, as no rule decides by it."""

from collections.abc import Sequence
from datetime import datetime

from pymongo.errors import DuplicateKeyError

from service.store.aside import aside
from service.store.schema.page import KEY_USES
from service.store.store import Store


async def write_use(store: Store, key: str, at: datetime) -> None:
    """The key was seen at `at`; an earlier time changes nothing. Raises what the driver raises."""
    uses = aside(store, KEY_USES)
    try:
        await uses.update_one({"_id": key}, {"$max": {"at": at}}, upsert=True)
    except DuplicateKeyError:  # two first uses at once: the other one was just as late
        return


async def read_uses(store: Store, keys: Sequence[str]) -> dict[str, datetime]:
    """When each of these was last seen; those that never were are missing."""
    found = aside(store, KEY_USES).find({"_id": {"$in": list(keys)}})
    return {raw["_id"]: raw["at"] for raw in await found.to_list(None)}
