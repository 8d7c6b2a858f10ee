"""Reads what one member may know of games: their own guesses, counts, and names that are shown."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from rewards.games.game import Game, GameState
from rewards.games.guess import Entry, entry_id
from rewards.ledger.ids import settlement_id
from rewards.settlement.subject import game_subject
from service.flows.games.game_target import agrees
from service.http.means import Means
from service.live.live import Live
from service.store.owner import EVERYBODY, of_account
from service.store.schema.page import ACCOUNTS, ENTRIES, TRANSFERS
from service.store.store import Store


@dataclass(frozen=True, slots=True)
class Known:
    """What goes with a game for one member.

    entrants: how many have guessed. entry: the member's own. seeds: what it won.
    names:    account -> name, of those in the game who are shown on its board now.
    target:   the name of whom it is about, while they agree.
    """

    now: datetime
    entrants: int
    entry: Entry | None = None
    seeds: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    target: str | None = None


async def known_of(means: Means, live: Live, account: str, games: Sequence[Game]) -> list[Known]:
    """What `account` may know, game by game. One query per kind of document, whatever the number
    of games."""
    store = means.context.store
    counts = await _counts(store, [game.id for game in games if game.root is None])
    return list(
        await asyncio.gather(
            *(_known(means, live, account, game, counts.get(game.id, 0)) for game in games)
        )
    )


async def _known(means: Means, live: Live, account: str, game: Game, count: int) -> Known:
    store = means.context.store
    entry, target = await asyncio.gather(
        store.get(ENTRIES, entry_id(game.id, account), owner=of_account(account)),
        _target(means, live, game),
    )
    return Known(
        now=means.domain_now(),
        entrants=count if game.root is None else game.entrants,
        entry=entry,
        seeds=await _seeds(store, game, account) if entry is not None else 0,
        names=_names(live, game, entry),
        target=target,
    )


async def _counts(store: Store, games: Sequence[str]) -> dict[str, int]:
    if not games:
        return {}
    stages = (
        {"$match": {"game": {"$in": list(games)}}},
        {"$group": {"_id": "$game", "entrants": {"$sum": 1}}},
    )
    return {raw["_id"]: raw["entrants"] async for raw in store.pipeline(ENTRIES, stages)}


async def _seeds(store: Store, game: Game, account: str) -> int:
    if game.state is not GameState.SETTLED:
        return 0
    id_ = settlement_id(subject=game_subject(game.id), revision=1, account=account)
    prize = await store.get(TRANSFERS, id_, owner=of_account(account))
    return prize.amount if prize is not None else 0


def _names(live: Live, game: Game, entry: Entry | None) -> dict[str, str]:
    model = live.feed.model
    index = model.boards.get(game.podium.board) if model and game.podium else None
    if model is None or index is None:
        return {}
    on_podium = [each.account for each in game.outcome.podium] if game.outcome else []
    guessed = entry.last.answer.podium if entry else ()
    shown = {each: model.names.get(each) for each in (*on_podium, *guessed) if index.shows(each)}
    # A name that is hidden is told like one of somebody who is not shown: not at all.
    return {account: name for account, name in shown.items() if name}


async def _target(means: Means, live: Live, game: Game) -> str | None:
    """The name, as long as both consents are in force: a withdrawal acts on the next call."""
    if game.target is None:
        return None
    # Somebody else's: only whether they agree to be guessed is asked.
    store, target = means.context.store, game.target.account
    account = await store.get(ACCOUNTS, target, owner=EVERYBODY)
    if not agrees(account, means.domain_now()) or live.feed.model is None:
        return None
    return live.feed.model.names.get(game.target.account) or None
