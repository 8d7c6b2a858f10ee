"""Reads what is stored of a plan. Everything read is acknowledged by a majority."""

from collections.abc import AsyncIterator
from typing import Any, TypeVar

import msgspec

from rewards.ledger.accounts import escrow
from rewards.ledger.invariants import balances
from rewards.ledger.transfer import Transfer
from rewards.settlement.plan import Award, Bundle, plan_id
from rewards.settlement.refusals import SettlementUnknown
from service.store.collection import Collection
from service.store.schema.page import PLAN_AWARDS, PLAN_INPUTS, PLANS, TRANSFERS
from service.store.schema.settlements import row_id, row_number
from service.store.store import Store

Doc = TypeVar("Doc", bound=msgspec.Struct)

PAGE = 2_000
MAJORITY = {"level": "majority"}

Stages = list[dict[str, Any]]


async def last_row(store: Store, collection: Collection[Doc], plan: str) -> Doc | None:
    """The row of a plan with the highest number."""
    stages: Stages = [{"$match": {"_id": _within(plan)}}, {"$sort": {"_id": -1}}, {"$limit": 1}]
    rows = [collection.decode(raw) async for raw in read(store, collection, *stages)]
    return rows[0] if rows else None


def next_number(row: Any | None) -> int:
    """The number of the row that comes next."""
    return 0 if row is None else row_number(row.id) + 1


async def awards_of(store: Store, plan: str, numbers: range) -> tuple[Award, ...]:
    """The awards with these numbers, in order. LookupError if one is missing."""
    between = {"$gte": row_id(plan, numbers.start), "$lt": row_id(plan, numbers.stop)}
    stages: Stages = [{"$match": {"_id": between}}, {"$sort": {"_id": 1}}]
    raws = read(store, PLAN_AWARDS, *stages)
    awards = tuple([PLAN_AWARDS.decode(raw).award async for raw in raws])
    if len(awards) != len(numbers):
        raise LookupError(f"{plan} has {len(awards)} of {len(numbers)} awards from {numbers.start}")
    return awards


async def bundle_of(store: Store, plan: str) -> Bundle | SettlementUnknown:
    """The plan with all its rows, as they are stored."""
    head = await store.get(PLANS, plan)
    if head is None:
        return SettlementUnknown(plan=plan)
    inputs = [row.standing async for row in all_rows(store, PLAN_INPUTS, plan)]
    awards = [row.award async for row in all_rows(store, PLAN_AWARDS, plan)]
    paid = await paid_before(store, head.subject, head.revision)
    return Bundle(plan=head, inputs=tuple(inputs), awards=tuple(awards), paid=paid)


async def paid_before(store: Store, subject: str, revision: int) -> tuple[Award, ...]:
    """The awards of all revisions before this one."""
    plans = [plan_id(subject=subject, revision=number) for number in range(1, revision)]
    return tuple([row.award for plan in plans async for row in all_rows(store, PLAN_AWARDS, plan)])


async def all_rows(store: Store, collection: Collection[Doc], plan: str) -> AsyncIterator[Doc]:
    """Every row of a plan, in order of number; read in pages, so that none takes too long."""
    last = f"{plan}:"
    while True:
        rows: list[Any] = await next_rows(store, collection, plan, last, PAGE)
        for row in rows:
            yield row
        if len(rows) < PAGE:
            return
        last = rows[-1].id


async def next_rows(
    store: Store, collection: Collection[Doc], plan: str, after: str, most: int
) -> list[Doc]:
    """The next rows of a plan behind the id `after`, which for the first ones is `<plan>:`."""
    match = {"_id": {"$gt": after, "$lt": f"{plan};"}}
    stages: Stages = [{"$match": match}, {"$sort": {"_id": 1}}, {"$limit": most}]
    return [collection.decode(raw) async for raw in read(store, collection, *stages)]


async def transfers_of(store: Store, subject: str) -> list[Transfer]:
    """Every transfer in or out of a subject's escrow."""
    payments = {"_id": {"$gte": f"settlement:{subject}:", "$lt": f"settlement:{subject};"}}
    # Two reads, each by its own index; an unclaimed award is found by both.
    found = {
        raw["_id"]: raw
        for match in (payments, {"account": subject})
        async for raw in read(store, TRANSFERS, {"$match": match})
    }
    return [TRANSFERS.decode(raw) for raw in found.values()]


async def held(store: Store, subject: str) -> int:
    """How many seeds wait in a subject's escrow."""
    return balances(await transfers_of(store, subject)).get(escrow(subject), 0)


def read(store: Store, collection: Collection[Any], *stages: dict[str, Any]) -> AsyncIterator[Any]:
    """The raw documents of an aggregation, with majority read concern."""
    return store.pipeline(collection, stages, readConcern=MAJORITY)


def _within(plan: str) -> dict[str, str]:
    # ';' comes right after ':'.
    return {"$gt": f"{plan}:", "$lt": f"{plan};"}
