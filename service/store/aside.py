"""Collections beside the write path: counters, probes, the stored programme.

They hold nothing that a rule decides by, so they need no batch. The only file that reaches past the
store's own methods, for the others in this package.
"""

from typing import Any

from service.store.driver.port import MAJORITY
from service.store.store import Store


def aside(store: Store, name: str) -> Any:
    """The driver's collection `name`, with journalled majority writes."""
    return store._driver.db.get_collection(name, write_concern=MAJORITY)
