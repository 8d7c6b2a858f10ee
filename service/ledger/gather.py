"""Finds the next leaves of a day that is being closed."""

import asyncio
from collections.abc import Mapping
from secrets import token_bytes
from typing import NamedTuple

from rewards.ledger.days.closing import (
    Closing,
    Leaves,
    Place,
    SaltKey,
    leaves_id,
    number_of,
)
from rewards.ledger.days.leaf import KEY_BYTES, leaf, salt_of
from rewards.ledger.days.tree import CHUNK, joined
from rewards.ledger.transfer import Transfer
from rewards.merkle import SALT_BYTES
from service.ledger.rows import booked, leaves_with, salt_keys
from service.store.store import Store

# Leaves hashed before others get a turn on the loop: a few milliseconds.
BREATH = 128


class Keys(NamedTuple):
    """Salt keys by account, and those among them that are new."""

    by_account: dict[str, SaltKey]
    fresh: tuple[SaltKey, ...]


async def next_leaves(store: Store, closing: Closing) -> list[Transfer]:
    """The next chunk of what the day is to hold, in order; empty at the end.

    Only what was booked before the day began can be in an earlier one: that part is compared with
    the leaves there are.
    """
    if closing.size % CHUNK:
        return []  # the last chunk is there: what has turned up since is for the next day
    found: list[Transfer] = []
    place = closing.place
    while len(found) < CHUNK:
        rows = await booked(store, closing.since, closing.ends_at, place, CHUNK)
        if not rows:
            break
        place = place_of(rows[-1])
        found += await _in_no_day(store, closing, rows)
    return found[:CHUNK]


async def _in_no_day(store: Store, closing: Closing, rows: list[Transfer]) -> list[Transfer]:
    since = closing.starts_at
    old = [row.id for row in rows if since is not None and row.at < since]
    if not old:
        return rows
    known = {id_ for chunk in await leaves_with(store, old) for id_ in chunk.ids}
    return [row for row in rows if row.id not in known]


def place_of(row: Transfer) -> Place:
    """Where a chunk ends with this row."""
    return Place(at=row.at, id=row.id)


async def keys_for(store: Store, closing: Closing, rows: list[Transfer]) -> Keys:
    """The salt keys of the rows' accounts: those there are, and random ones for the others."""
    accounts = sorted({row.account for row in rows})
    known = {key.id: key for key in await salt_keys(store, accounts)}
    fresh = tuple(
        SaltKey(id=account, key=token_bytes(KEY_BYTES), made_at=closing.begun_at)
        for account in accounts
        if account not in known
    )
    return Keys(known | {key.id: key for key in fresh}, fresh)


async def hashed(closing: Closing, rows: list[Transfer], keys: Mapping[str, SaltKey]) -> Leaves:
    """The rows as a chunk of leaves."""
    hashes = []
    for place, row in enumerate(rows):
        if place % BREATH == 0:
            await asyncio.sleep(0)
        hashes.append(leaf(_salt(keys[row.account].key, row), row))
    number = number_of(closing)
    return Leaves(
        id=leaves_id(closing.day, number),
        day=closing.day,
        number=number,
        ids=tuple(row.id for row in rows),
        hashes=joined(hashes),
    )


def _salt(key: bytes | None, row: Transfer) -> bytes:
    """Where a key was erased, a salt that nobody keeps."""
    return token_bytes(SALT_BYTES) if key is None else salt_of(key, row.id)
