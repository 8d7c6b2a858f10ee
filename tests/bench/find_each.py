"""The real application, in which every read by id is a query of its own."""

from typing import Any

from litestar import Litestar

from service import app
from service.store.collection import Collection
from service.store.driver.port import PRIMARY
from service.store.reads import MAJORITY_READ, Reads


async def _find_one(reads: Reads, collection: Collection[Any], id_: str) -> Any:
    source = reads._db.get_collection(
        collection.name, read_concern=MAJORITY_READ, read_preference=PRIMARY
    )
    raw = await source.find_one({"_id": id_})
    return None if raw is None else collection.decode(raw)


def application() -> Litestar:
    """What the stand-in server runs."""
    Reads.get = _find_one  # type: ignore[assignment,method-assign]
    return app.application()
