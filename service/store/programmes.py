"""The programme document as it is stored: JSON, so that its own reader judges it whole."""

from pymongo.errors import DuplicateKeyError

from service.store.aside import aside
from service.store.schema.documents import CURRENT
from service.store.schema.page import PROGRAMMES
from service.store.store import Store


async def stored_programme(store: Store, otherwise: bytes) -> bytes:
    """The stored document; `otherwise` is stored if there is none. Of two callers one wins."""
    programmes = aside(store, PROGRAMMES)
    found = await programmes.find_one({"_id": CURRENT})
    if found is None:
        try:
            await programmes.insert_one({"_id": CURRENT, "document": otherwise})
        except DuplicateKeyError:
            return await stored_programme(store, otherwise)
        return otherwise
    return bytes(found["document"])
