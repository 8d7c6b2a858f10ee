"""What the jobs of games share: the next games, and all that was guessed in one."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from rewards.games.game import Game, GameState
from rewards.games.guess import Entry
from service.settlement.rows import read
from service.store.schema.page import ENTRIES, GAMES
from service.store.schema.slot import SetAside
from service.store.store import Store

GAMES_EACH = 20
"""Games of a chunk: each may have many entries."""

ENTRIES_EACH = 2_000
"""Entries of one read, so that none takes too long."""


class GamePage(msgspec.Struct, frozen=True, kw_only=True):
    """Some games in order of id, what could not be read among them, and where they end."""

    games: tuple[Game, ...]
    unreadable: tuple[SetAside, ...]
    last: str


async def next_games(
    store: Store,
    after: str,
    states: Sequence[GameState],
    *,
    locks_by: datetime | None = None,
    untold: bool = False,
    again: bool = False,
    limit: int = GAMES_EACH,
) -> GamePage | None:
    """The next games in one of these states, in order of id; None at the end.

    Only those that lock by a time, if one is given; only those whose entrants wait to be told, if
    `untold`; the one called `after` too, if `again`.
    """
    place = {"$gte" if again else "$gt": after}
    match: dict[str, Any] = {"_id": place, "state": {"$in": [str(s) for s in states]}}
    if locks_by is not None:
        match["locks_at"] = {"$lte": locks_by}
    if untold:
        match["told"] = False
    # Few games are in question and many are over: not by the order of ids.
    index = "told_1_state_1" if untold else "state_1_locks_at_1"
    stages = ({"$match": match}, {"$sort": {"_id": 1}}, {"$limit": limit})
    rows = [raw async for raw in store.pipeline(GAMES, stages, hint=index)]
    if not rows:
        return None
    last: str = rows[-1]["_id"]
    found = [_read(raw) for raw in rows]
    return GamePage(
        games=tuple(one for one in found if isinstance(one, Game)),
        unreadable=tuple(one for one in found if isinstance(one, SetAside)),
        last=last,
    )


async def entries_of(store: Store, game: str) -> AsyncIterator[Entry]:
    """Every entry of a game, in order of account, as a majority has it."""
    last = f"{game}:"
    while page := await next_entries(store, game, last, limit=ENTRIES_EACH):
        for entry in page:
            yield entry
        last = page[-1].id


async def next_entries(store: Store, game: str, after: str, *, limit: int) -> tuple[Entry, ...]:
    """The next entries of a game behind an entry's id."""
    within = {"_id": {"$gt": max(after, f"{game}:"), "$lt": f"{game};"}}
    stages = ({"$match": within}, {"$sort": {"_id": 1}}, {"$limit": limit})
    return tuple([ENTRIES.decode(raw) async for raw in read(store, ENTRIES, *stages)])


def _read(raw: dict[str, Any]) -> Game | SetAside:
    id_ = raw["_id"]
    try:
        return GAMES.decode(raw)
    except msgspec.ValidationError as error:
        return SetAside(item=id_, error=f"{GAMES.name} {id_}: {error}")
