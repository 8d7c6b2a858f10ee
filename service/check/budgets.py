"""Proves that no budget holds more than there was, and that nothing in a slab is forgotten."""

from rewards.ledger.invariants import Violation
from service.check.walk import walk
from service.store.schema.page import BUDGETS, SLABS
from service.store.snapshot import Snapshot
from service.store.store import Store
from tasks.budget.budget import Budget
from tasks.budget.invariants import budget_adds_up

CHUNK = 100


async def check_budgets(store: Store) -> list[Violation]:
    """All budgets, a chunk and a moment at a time."""
    return await walk(store, BUDGETS, _chunk, chunk=CHUNK)


async def _chunk(snapshot: Snapshot, budgets: list[Budget]) -> list[Violation]:
    found: list[Violation] = []
    for budget in budgets:
        # The id of a slab begins with its budget's.
        slabs = await snapshot.between(SLABS, f"{budget.id}:", f"{budget.id};")
        found += budget_adds_up(budget, slabs)
    return found
