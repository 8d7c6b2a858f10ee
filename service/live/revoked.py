"""Ends the streams of screens whose token was revoked, within seconds of that.

One query for all screens of the process, however many: a stream that asked for itself would cost
as many reads as there are screens.
"""

import asyncio
import logging

from service.live.screens import Screens
from service.store.schema.page import DISPLAY_TOKENS
from service.store.store import Store

LOG = logging.getLogger("seedbank.live")

LOOK_S = 2.0


async def end_revoked(store: Store, screens: Screens, *, every_s: float = LOOK_S) -> None:
    """For ever, until cancelled. In an outage every stream goes on: its state is said to be old."""
    while True:
        await asyncio.sleep(every_s)
        try:
            await look(store, screens)
        except Exception as error:
            LOG.warning("display tokens cannot be read (%s), trying again", type(error).__name__)


async def look(store: Store, screens: Screens) -> None:
    """Looks once."""
    readers = screens.by_token()
    # Asked for in one tick, so they share a query.
    tokens = await asyncio.gather(*(store.get(DISPLAY_TOKENS, id_) for id_ in readers))
    for id_, token in zip(readers, tokens, strict=True):
        if token is None or token.revoked_at is not None:
            for reader in readers[id_]:
                reader.leave()
