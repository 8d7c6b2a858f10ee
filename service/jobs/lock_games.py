"""Job: lock games whose time has come: close the gates, then seal what is behind them."""

import asyncio

from rewards.games.commitment import seal
from rewards.games.game import Game, GameState
from rewards.settlement.subject import game_subject
from service.flows.games.lock_game import LOCK_GAME, LockGame
from service.jobs.game_pages import entries_of, next_games
from service.jobs.job import Chunk, Run
from service.store.close_gates import close_gates
from service.store.path.command import Command
from service.store.schema.slot import SetAside


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """The next few games. Closing gates is harmless to repeat; the rule locks each game once."""
    page = await next_games(
        run.context.store, checkpoint or "", [GameState.OPEN], locks_by=run.as_of
    )
    if page is None:
        return None
    steps = await asyncio.gather(*(_step(run, game) for game in page.games))
    commands = [(game.id, step) for game, step in steps if not isinstance(step, SetAside)]
    wrong = tuple(step for _, step in steps if isinstance(step, SetAside))
    return Chunk(
        after=page.last,
        commands=tuple(command for _, command in commands),
        items=tuple(id_ for id_, _ in commands),
        set_aside=(*page.unreadable, *wrong),
    )


async def _step(run: Run, game: Game) -> tuple[Game, Command[LockGame] | SetAside]:
    store = run.context.store
    let_in = await close_gates(store, game_subject(game.id))
    # From here on nothing comes in, and a majority has all that did: the closing came after it.
    sealed = seal([entry async for entry in entries_of(store, game.id)])
    if sealed.leaves != let_in:
        error = f"its gates let {let_in} guesses in, {sealed.leaves} are there"
        return game, SetAside(item=game.id, error=error)
    body = LockGame(game=game.id, version=game.version, sealed=sealed)
    return game, run.command(LOCK_GAME, body)
