"""I2 and I3 of charity pools: what was given, counted, booked and redeemed, at one moment."""

from typing import Any

from rewards.charity.invariants import Sums, pool_is_its_gifts
from rewards.charity.pool import Pool
from rewards.ledger import accounts
from rewards.ledger.invariants import Violation
from service.store.schema.page import GIFTS, POOLS, REDEMPTIONS, TRANSFERS
from service.store.snapshot import Snapshot
from service.store.store import Store

POOLS_MAX = 10_000
"""Charities are merchants of one programme document, so they are few."""


async def check_charities(store: Store) -> list[Violation]:
    """Every pool, and every charity that rows speak of and that has no pool yet."""
    async with store.snapshot() as snapshot:
        pools = {pool.id: pool for pool in await snapshot.after(POOLS, "", POOLS_MAX)}
        sums = await _sums(snapshot)
    return [
        found
        for id_ in sorted(pools.keys() | sums.keys())
        for found in pool_is_its_gifts(pools.get(id_, Pool(id=id_)), sums.get(id_, Sums()))
    ]


async def _sums(snapshot: Snapshot) -> dict[str, Sums]:
    counted = {"$ne": ["$counted_at", None]}
    parts: dict[str, dict[str, int]] = {}
    gifts = {
        "counted": {"$sum": {"$cond": [counted, "$seeds", 0]}},
        "counted_gifts": {"$sum": {"$cond": [counted, 1, 0]}},
        "waiting": {"$sum": {"$cond": [counted, 0, "$seeds"]}},
    }
    _add(parts, await snapshot.grouped(GIFTS, "charity", gifts))
    redeemed = {"redeemed": {"$sum": "$seeds"}}
    _add(parts, await snapshot.grouped(REDEMPTIONS, "merchant", redeemed))
    for word, side, name in (("gift", "credit", "booked_in"), ("redeem", "debit", "booked_out")):
        ids = {"_id": {"$gte": f"{word}:", "$lt": f"{word};"}}
        rows = await snapshot.grouped(TRANSFERS, side, {name: {"$sum": "$amount"}}, match=ids)
        prefix = f"{accounts.Side.CHARITY}:"
        _add(parts, {key.removeprefix(prefix): row for key, row in rows.items()})
    return {id_: Sums(**found) for id_, found in parts.items()}


def _add(parts: dict[str, dict[str, int]], rows: dict[str, dict[str, Any]]) -> None:
    for id_, row in rows.items():
        found = parts.setdefault(id_, {})
        found.update({name: int(value) for name, value in row.items()})
