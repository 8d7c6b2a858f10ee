"""A season as a matter to settle: who ranks, with what, and what winners are told.

Ranked is who has an active membership and consents to the board, and consented at the cut-off
already: nobody joins a board whose winners are known. What counts was told before the cut-off.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from typing import Any

from rewards.boards.rank import Standing
from rewards.boards.season import SeasonRun
from service.jobs.pages import next_accounts
from service.members.consent_history import consented_at
from service.members.consents import ConsentEntry, Purpose
from service.members.states import State
from service.settlement.matter import Matter
from service.settlement.rows import read
from service.store.grown_up import grown_up
from service.store.schema.page import COMPLETIONS, CONSENTS
from service.store.standings import EARNED, standings_stage
from service.store.store import Store


class UnreadableAccount(Exception):
    """A member's document cannot be read: whether they won something is not known."""


def season_matter(store: Store, season: SeasonRun) -> Matter:
    """What the engine needs to settle it."""
    return Matter(
        subject=season.id,
        prizes=season.prizes,
        at=season.settles_at,
        standings=partial(_next_standings, store, season),
        told={"board": season.board, "season": season.season},
    )


async def standings_of(
    store: Store, season: SeasonRun, accounts: Sequence[str]
) -> tuple[Standing, ...]:
    """What these accounts have done in the season as of its cut-off, in order of account.

    What was revoked before it counts nothing; what is revoked later changes no result.
    """
    event_at = {"$gte": season.starts_at, "$lt": season.ends_at}
    stages: tuple[dict[str, Any], ...] = (
        {
            "$match": {
                "account": {"$in": list(accounts)},
                "event_at": event_at,
                "at": {"$lt": season.settles_at},
            }
        },
        standings_stage(season.settles_at),
        EARNED,
        {"$sort": {"_id": 1}},
    )
    return tuple(
        [
            Standing(account=raw["_id"], value=int(raw["value"]), reached_at=raw["reached_at"])
            async for raw in read(store, COMPLETIONS, *stages)
        ]
    )


async def _next_standings(
    store: Store, season: SeasonRun, after: str, most: int
) -> tuple[Standing, ...]:
    consenting = {"purpose": Purpose.BOARD.value, "counterparty": season.board}
    matching = {
        "state": State.ACTIVE.value,
        "consents": {"$elemMatch": consenting},
        **grown_up(season.settles_at),
    }
    while page := await next_accounts(store, after, matching=matching, limit=most):
        if page.unreadable:
            raise UnreadableAccount(page.unreadable[0].error)
        after = page.last
        ranked = await _consented(store, season, [account.id for account in page.accounts])
        if found := await standings_of(store, season, ranked):
            return found
    return ()


async def _consented(store: Store, season: SeasonRun, accounts: Sequence[str]) -> list[str]:
    match = {
        "account": {"$in": list(accounts)},
        "entry.purpose": Purpose.BOARD.value,
        "entry.counterparty": season.board,
    }
    histories: dict[str, list[ConsentEntry]] = defaultdict(list)
    async for raw in read(store, CONSENTS, {"$match": match}):
        row = CONSENTS.decode(raw)
        histories[row.account].append(row.entry)
    return [each for each in accounts if consented_at(histories[each], season.settles_at)]
