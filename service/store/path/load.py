"""Loads what a batch needs: one `$in` per collection and round, inside the transaction."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from service.store.collection import Collection, Key
from service.store.path.record import RECORDS
from service.store.path.state import RuleError, State, View
from service.store.path.turn import Turn

ROUNDS_MAX = 5
"""Pseudonym, account, progress, its completion, then what paid that and the gates of its season."""


async def load(
    db: Any,
    session: Any,
    turns: Sequence[Turn],
    state: State,
    collections: Mapping[str, Collection[Any]],
) -> None:
    """Asks every turn what it needs, all together, at most ROUNDS_MAX times.

    A turn whose needs raise, or still want more at the end, fails alone.
    """
    view = View(state)
    asking: Sequence[Turn] = turns
    for _ in range(ROUNDS_MAX):
        asking = [turn for turn in asking if _asks_for_more(turn, view, state)]
        if not asking:
            return
        found = await _fetch(db, session, _by_collection(asking, state), state, collections)
        # What is absent names nothing: only who got a document can want more.
        asking = [turn for turn in asking if not turn.keys.isdisjoint(found)]
    for turn in asking:
        if _asks_for_more(turn, view, state):
            turn.failure = RuleError(f"{turn.command.rule.kind} needs more than {ROUNDS_MAX} loads")


def _asks_for_more(turn: Turn, view: View, state: State) -> bool:
    turn.run(lambda: _collect(turn, view))
    return turn.failure is None and any(key not in state.current for key in turn.keys)


def _collect(turn: Turn, view: View) -> None:
    turn.keys.update(turn.command.rule.needs(turn.command, view))
    if turn.record is not None:
        turn.keys.add(RECORDS.key(turn.record))


def _by_collection(turns: Sequence[Turn], state: State) -> dict[str, set[str]]:
    wanted: dict[str, set[str]] = defaultdict(set)
    for turn in turns:
        for key in state.missing(turn.keys):
            wanted[key.collection].add(key.id)
    return wanted


async def _fetch(
    db: Any,
    session: Any,
    wanted: Mapping[str, set[str]],
    state: State,
    collections: Mapping[str, Collection[Any]],
) -> set[Key]:
    """The keys of those documents that exist."""
    present: set[Key] = set()
    # One session runs one operation at a time, so the collections come one after the other.
    for name, ids in wanted.items():
        collection = collections[name]
        # One reply holds them all: without a batch size the server would stop at 101.
        cursor = db[name].find(
            {"_id": {"$in": list(ids)}},
            collection.projection,
            session=session,
            batch_size=len(ids) + 1,
        )
        found = {raw["_id"]: raw for raw in await cursor.to_list(None)}
        for id_ in ids:
            raw, key = found.get(id_), collection.key(id_)
            state.learn(key, None if raw is None else collection.decode(raw))
            if raw is not None:
                present.add(key)
    return present
