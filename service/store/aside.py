"""Collections beside the write path: counters, probes, what a database begins with.

They hold nothing that a rule decides by, so they need no batch.
"""

from typing import Any

from service.store.collection import Collection
from service.store.driver.port import MAJORITY
from service.store.store import Store


def aside(store: Store, collection: Collection[Any]) -> Any:
    """The driver's own collection, with journalled majority writes."""
    return store.driver.db.get_collection(collection.name, write_concern=MAJORITY)
