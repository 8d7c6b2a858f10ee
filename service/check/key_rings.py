"""Proves that every key of a merchant is counted: I3, ring by ring."""

from collections import defaultdict
from collections.abc import Mapping

from rewards.ledger.invariants import Violation
from rewards.perks.stores.invariants import GivenKey, ring_names_keys
from rewards.perks.stores.key_ring import KeyRing
from service.check.walk import walk
from service.store.schema.documents import MerchantKey
from service.store.schema.page import KEY_RINGS, MERCHANT_KEYS
from service.store.snapshot import Snapshot
from service.store.store import Store

CHUNK = 20
"""Rings at a moment: each comes with every key that its merchant was ever given."""


async def check_key_rings(store: Store) -> list[Violation]:
    """All rings, a chunk and a moment at a time, and then the merchants that have none."""
    found = await walk(store, KEY_RINGS, _rings, chunk=CHUNK)
    async with store.snapshot() as snapshot:
        without = await snapshot.strays(MERCHANT_KEYS, "merchant", KEY_RINGS)
        return found + await _keys(snapshot, dict.fromkeys(sorted(without)))


async def _rings(snapshot: Snapshot, rings: list[KeyRing]) -> list[Violation]:
    return await _keys(snapshot, {each.id: each for each in rings})


async def _keys(snapshot: Snapshot, rings: Mapping[str, KeyRing | None]) -> list[Violation]:
    given: dict[str, list[GivenKey]] = defaultdict(list)
    for key in await snapshot.of(MERCHANT_KEYS, "merchant", tuple(rings)):
        given[key.merchant].append(_given(key))
    return [
        violation
        for merchant, ring in rings.items()
        for violation in ring_names_keys(merchant, ring, given[merchant])
    ]


def _given(key: MerchantKey) -> GivenKey:
    return GivenKey(
        id=key.id,
        given_at=key.created_at,
        ends_at=key.expires_at,
        revoked=key.revoked_at is not None,
    )
