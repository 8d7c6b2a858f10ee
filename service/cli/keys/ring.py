"""The key ring as it is stored now."""

from service.flows.context import Context
from service.keys import Keys
from service.store.schema.documents import CURRENT
from service.store.schema.page import TOKEN_KEYS


async def follow(context: Context, keys: Keys) -> None:
    """Tells the ring what is stored."""
    stored = await context.store.get(TOKEN_KEYS, CURRENT)
    keys.tokens.follow(stored.keys if stored is not None else ())
