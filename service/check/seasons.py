"""I11: a frozen board is what its completions give at the cut-off.

The values are those of all who are on it, and nobody is left out who has consented since before the
cut-off and has been a member for as long. An archived season was proved while it was not.
"""

from collections.abc import Sequence
from typing import Any

from rewards.boards.rank import Standing
from rewards.boards.season import SeasonRun, SeasonState
from rewards.ledger.invariants import Violation
from rewards.settlement.plan import plan_id
from service.members.consents import Purpose
from service.settlement.rows import all_rows
from service.settlement.seasons.matter import season_matter, standings_of
from service.settlement.seasons.settle import REVISION
from service.store.owner import EVERYBODY
from service.store.schema.page import ACCOUNTS, CONSENTS, PLAN_INPUTS, PLANS, SEASONS
from service.store.store import Store

CHUNK = 500
PROVED = (SeasonState.FROZEN.value, SeasonState.SETTLED.value)


async def check_seasons(store: Store) -> list[Violation]:
    """I11 of every season that is frozen by a plan and not archived."""
    match = {"$match": {"state": {"$in": list(PROVED)}}}
    seasons = [SEASONS.decode(raw) async for raw in store.pipeline(SEASONS, [match])]
    return [found for season in seasons for found in await _check(store, season)]


async def _check(store: Store, season: SeasonRun) -> list[Violation]:
    plan = plan_id(subject=season.id, revision=REVISION)
    if await store.get(PLANS, plan) is None:
        return []
    frozen = [row.standing async for row in all_rows(store, PLAN_INPUTS, plan)]
    found = []
    for start in range(0, len(frozen), CHUNK):
        found += await _compare(store, season, frozen[start : start + CHUNK])
    return found + await _missing(store, season, {each.account for each in frozen})


async def _compare(store: Store, season: SeasonRun, frozen: Sequence[Standing]) -> list[Violation]:
    again = await standings_of(store, season, [each.account for each in frozen])
    by_account = {each.account: each for each in again}
    return [
        _i11(season, f"{each.account} is frozen with {each.value}, which its completions are not")
        for each in frozen
        if by_account.get(each.account) != each
    ]


async def _missing(store: Store, season: SeasonRun, frozen: set[str]) -> list[Violation]:
    found, after, standings = [], "", season_matter(store, season).standings
    while page := await standings(after, CHUNK):
        after = page[-1].account
        found += [
            _i11(season, f"{each.account} with {each.value} is not on it")
            for each in page
            if each.account not in frozen and await _unchanged(store, season, each.account)
        ]
    return found


async def _unchanged(store: Store, season: SeasonRun, id_: str) -> bool:
    """True if neither membership nor consent has changed since the cut-off."""
    account = await store.get(ACCOUNTS, id_, owner=EVERYBODY)
    later: dict[str, Any] = {
        "account": id_,
        "entry.purpose": Purpose.BOARD.value,
        "entry.counterparty": season.board,
        "entry.at": {"$gte": season.settles_at},
    }
    rows = [raw async for raw in store.pipeline(CONSENTS, [{"$match": later}])]
    return account is not None and account.state_at < season.settles_at and not rows


def _i11(season: SeasonRun, sentence: str) -> Violation:
    return Violation(invariant="I11", subject=season.id, sentence=sentence)
