"""Proves the days of the ledger: I14, day by day and chunk by chunk."""

from collections.abc import Mapping
from datetime import datetime

from rewards.ledger.days.chain import verify_chain
from rewards.ledger.days.closing import Leaves, LedgerDay, leaves_id
from rewards.ledger.days.head import BEFORE_THE_FIRST, Head, hash_of_head
from rewards.ledger.days.tree import hashes_in
from rewards.ledger.days.verify_day import leaf_once, verify_chunk, verify_leaves, verify_root
from rewards.ledger.invariants import Violation
from service.ledger.gather import place_of
from service.ledger.rows import (
    booked,
    closing_now,
    count_booked,
    leaves_with,
    look_back,
    salt_keys,
    transfers_called,
)
from service.store.schema.page import LEDGER_DAYS, LEDGER_LEAVES
from service.store.store import Store

CHUNK = 100
NAMED_MOST = 20
"""Transfers in no day that are named one by one."""


async def check_ledger_days(
    store: Store, keys: Mapping[str, bytes] | None = None
) -> list[Violation]:
    """The chain, every root and leaf, and that nothing is left out. `keys` are the public keys by
    id; without them signatures are not looked at."""
    # First, so that what is booked before it was looked for by the days that are read below.
    horizon = await look_back(store)
    closing = await closing_now(store)
    heads = {BEFORE_THE_FIRST}
    found: list[Violation] = []
    before: Head | None = None
    missing, last = 0, ""
    while True:
        async with store.snapshot() as snapshot:
            days = await snapshot.after(LEDGER_DAYS, last, CHUNK)
        if not days:
            break
        found += verify_chain([day.signed for day in days], keys, before)
        for day in days:
            wrong, leaves = await _check_day(store, day, horizon)
            found += wrong
            missing += await _booked(store, before, day.signed.head, horizon) - leaves
            before = day.signed.head
            heads.add(hash_of_head(before))
        last = days[-1].id
    if closing is not None and closing.previous not in heads:
        found.append(_i14("ledger", f"the head before or of {closing.day} is missing"))
    return found + (await _left_out(store, horizon, missing) if horizon and missing > 0 else [])


async def _check_day(
    store: Store, day: LedgerDay, horizon: datetime | None
) -> tuple[list[Violation], int]:
    """All that is wrong with a day, and how many leaves it has of what was booked before then."""
    found, leaves = verify_root(day), 0
    for number in range(len(hashes_in(day.roots))):
        chunk = await store.get(LEDGER_LEAVES, leaves_id(day.id, number))
        found += verify_chunk(day, number, chunk)
        if chunk is not None:
            wrong, counted = await _check_chunk(store, day, chunk, horizon)
            found += wrong
            leaves += counted
    return found, leaves


async def _check_chunk(
    store: Store, day: LedgerDay, chunk: Leaves, horizon: datetime | None
) -> tuple[list[Violation], int]:
    transfers = {one.id: one for one in await transfers_called(store, chunk.ids)}
    accounts = sorted({one.account for one in transfers.values()})
    keys = {key.id: key.key for key in await salt_keys(store, accounts)}
    found = [
        *verify_leaves(day, chunk, transfers, keys),
        *leaf_once(chunk.ids, await leaves_with(store, chunk.ids)),
    ]
    return found, sum(1 for one in transfers.values() if horizon and one.at < horizon)


async def _booked(store: Store, before: Head | None, head: Head, horizon: datetime | None) -> int:
    """How much was booked from the end of the day before to the end of this one, up to then."""
    until = min(head.ends_at, horizon) if horizon else None
    since = before.ends_at if before else None
    if until is None or (since and until <= since):
        return 0
    return await count_booked(store, since, until)


async def _left_out(store: Store, horizon: datetime, missing: int) -> list[Violation]:
    sentence = f"{missing} transfers from before {horizon.isoformat()} are in no day"
    found = [_i14("ledger", sentence)]
    place = None
    while len(found) <= NAMED_MOST and (rows := await booked(store, None, horizon, place, CHUNK)):
        place = place_of(rows[-1])
        ids = [row.id for row in rows]
        known = {id_ for chunk in await leaves_with(store, ids) for id_ in chunk.ids}
        found += [_i14(id_, "is in no day") for id_ in ids if id_ not in known]
    return found[: NAMED_MOST + 1]


def _i14(subject: str, sentence: str) -> Violation:
    return Violation(invariant="I14", subject=subject, sentence=sentence)
