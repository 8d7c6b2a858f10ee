"""Job: tell every entrant how a game has ended."""

from rewards.games.game import Game, GameState
from rewards.settlement.plan import Award
from service.flows.games.settle_game import plan_of
from service.flows.games.tell_of_game import ALL_TOLD, TELL_OF_GAME, AllTold, TellOfGame
from service.jobs.game_pages import next_entries, next_games
from service.jobs.job import Chunk, Run
from service.settlement.rows import all_rows
from service.store.schema.page import PLAN_AWARDS
from service.store.store import Store

ENDED = (GameState.SETTLED, GameState.VOID)
PAGE = 500


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 500 entrants of the first game that has ended; behind the last of them, the game.

    A checkpoint is an entry's id, or a game's whose entrants all know.
    """
    store, after = run.context.store, checkpoint or ""
    id_, within, _ = after.partition(":")
    page = await next_games(store, id_, ENDED, untold=True, again=bool(within), limit=1)
    if page is None:
        return None
    if page.unreadable:
        return Chunk(after=page.last, set_aside=page.unreadable)
    [game] = page.games
    entries = await next_entries(store, game.id, after, limit=PAGE)
    if not entries:
        body = AllTold(game=game.id, version=game.version)
        return Chunk(after=game.id, commands=(run.command(ALL_TOLD, body),), items=(game.id,))
    won = await _won(store, game)
    bodies = [_body(game, entry.account, won.get(entry.account)) for entry in entries]
    return Chunk(
        after=entries[-1].id,
        commands=tuple(run.command(TELL_OF_GAME, body) for body in bodies),
        items=tuple(entry.id for entry in entries),
    )


async def _won(store: Store, game: Game) -> dict[str, Award]:
    rows = all_rows(store, PLAN_AWARDS, plan_of(game.id))
    return {row.award.account: row.award async for row in rows}


def _body(game: Game, account: str, award: Award | None) -> TellOfGame:
    if award is None:
        return TellOfGame(game=game.id, account=account)
    return TellOfGame(game=game.id, account=account, rank=award.rank, seeds=award.amount)
