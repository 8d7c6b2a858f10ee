"""Reads what has been settled of the season before: whom the plans pay. By ids alone, so that it
can be asked often."""

import asyncio
from datetime import datetime

from rewards.boards.season import SeasonState
from rewards.games.game import GameState
from rewards.settlement.plan import Award, plan_id
from rewards.settlement.subject import game_subject, season_subject
from service.live.board_index import BoardIndex
from service.live.model import Model
from service.live.settled import GameResult, Results
from service.store.schema.page import GAMES, PLAN_AWARDS, SEASONS
from service.store.schema.settlements import row_id
from service.store.store import Store

AWARDS_MAX = 6
"""The first awards of a plan: as many as a screen has room for."""


async def results_of(store: Store, model: Model, now: datetime) -> dict[str, Results]:
    """By board, as of domain time `now`."""
    boards = model.boards.values()
    found = await asyncio.gather(*(_of_board(store, model, each, now) for each in boards))
    return dict(zip(model.boards, found, strict=True))


async def _of_board(store: Store, model: Model, index: BoardIndex, now: datetime) -> Results:
    board, season = index.board.id, index.season_before(now).id
    run = await store.get(SEASONS, season_subject(board=board, season=season))
    settled = run is not None and run.state in (SeasonState.SETTLED, SeasonState.ARCHIVED)
    terms = [each for each in model.programme.games if each.board == board]
    games = await asyncio.gather(*(_of_game(store, f"{each.id}.{season}") for each in terms))
    return Results(
        season=season,
        awards=await _awards(store, run.id) if run is not None and settled else None,
        games=tuple(each for each in games if each is not None),
    )


async def _of_game(store: Store, id_: str) -> GameResult | None:
    game = await store.get(GAMES, id_)
    if game is None or game.state is not GameState.SETTLED:
        return None
    return GameResult(title=game.title, awards=await _awards(store, game_subject(id_)))


async def _awards(store: Store, subject: str) -> tuple[Award, ...]:
    plan = plan_id(subject=subject, revision=1)
    rows = await asyncio.gather(
        *(store.get(PLAN_AWARDS, row_id(plan, number)) for number in range(AWARDS_MAX))
    )
    return tuple(row.award for row in rows if row is not None)
