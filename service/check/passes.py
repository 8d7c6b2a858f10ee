"""Proves how passes were redeemed: I6, for those that are still kept."""

from rewards.ledger.invariants import Violation
from rewards.perks.invariants import redeemed_in_time
from service.store.schema.page import PASSES
from service.store.store import Store

CHUNK = 500


async def check_passes(store: Store) -> list[Violation]:
    """All passes, a chunk and a moment at a time."""
    found: list[Violation] = []
    last = ""
    while True:
        async with store.snapshot() as snapshot:
            passes = await snapshot.after(PASSES, last, CHUNK)
        if not passes:
            return found
        found += [violation for each in passes for violation in redeemed_in_time(each)]
        last = passes[-1].id
