"""The scores that were published last about some accounts: cushions are measured from them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from rewards.score.cushion import Last
from rewards.score.cycles.revision import Earlier, Revision, snapshot_id
from service.members.account import Account
from service.store.schema.page import CYCLES, SNAPSHOTS
from service.store.store import Store


async def last_scores(
    store: Store, accounts: Sequence[Account], revision: Revision
) -> dict[str, Last]:
    """By account; those without a score in the revision before are left out.

    Who was away at its cut-off has the last one from before: a break costs nobody the cushion.
    """
    before = revision.before
    return {} if before is None else await _last(store, accounts, before)


async def last_score(store: Store, account: Account, before: Earlier | None) -> Last | None:
    """The same for one account and whatever is in force; None if there is none."""
    if before is None:
        return None
    return (await _last(store, (account,), before)).get(account.id)


async def _last(store: Store, accounts: Sequence[Account], before: Earlier) -> dict[str, Last]:
    cut_offs: dict[str, tuple[str, datetime]] = {}
    for account in accounts:
        found = await _before(store, account, before)
        if found is not None:
            id_ = snapshot_id(found.cycle, found.revision, account.id)
            cut_offs[id_] = account.id, found.cut_off
    lasts: dict[str, Last] = {}
    for raw in await store.rows(SNAPSHOTS, {"_id": {"$in": list(cut_offs)}}, {"score": 1}):
        account_id, cut_off = cut_offs[raw["_id"]]
        if (said := value_in(raw["score"])) is not None:
            lasts[account_id] = Last(value=said.value, scheme=said.scheme, at=cut_off)
    return lasts


class Said(msgspec.Struct, frozen=True):
    """Of an explanation only what it says."""

    value: int
    scheme: str


_SAID = msgspec.msgpack.Decoder(Said)


def value_in(packed: Any) -> Said | None:
    """What a stored score says, without its explanation."""
    if packed is None:
        return None
    return _SAID.decode(packed) if isinstance(packed, bytes) else msgspec.convert(packed, Said)


async def _before(store: Store, account: Account, before: Earlier) -> Earlier | None:
    found: Earlier | None = before
    # Earlier each time: a break that was over may have followed another one.
    while found is not None and (since := _away_since(account, found.cut_off)) is not None:
        found = await _published_by(store, since)
    return found


def _away_since(account: Account, at: datetime) -> datetime | None:
    return next((each.since for each in account.breaks if each.since <= at < each.until), None)


async def _published_by(store: Store, at: datetime) -> Earlier | None:
    """The last revision with a cut-off before a time."""
    match = {"published_at": {"$ne": None}, "cut_off": {"$lt": at}}
    stages: list[dict[str, Any]] = [
        {"$match": match},
        {"$sort": {"cut_off": -1, "_id": -1}},
        {"$limit": 1},
        {"$project": {"_id": 0, "cycle": 1, "revision": 1, "cut_off": 1}},
    ]
    async for raw in store.pipeline(CYCLES, stages):
        return msgspec.convert(raw, Earlier)
    return None
