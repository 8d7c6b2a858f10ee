"""Proves how passes were redeemed: I6, for those that are still kept."""

from rewards.ledger.invariants import Violation
from rewards.perks.invariants import redeemed_in_time
from rewards.perks.passes import Pass
from service.check.walk import walk
from service.store.schema.page import PASSES
from service.store.snapshot import Snapshot
from service.store.store import Store


async def check_passes(store: Store) -> list[Violation]:
    """All passes, a chunk and a moment at a time."""
    return await walk(store, PASSES, _chunk)


async def _chunk(_snapshot: Snapshot, passes: list[Pass]) -> list[Violation]:
    return [violation for each in passes for violation in redeemed_in_time(each)]
