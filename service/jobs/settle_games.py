"""Job: pay revealed games, one after the other, through the settlement engine."""

from dataclasses import replace
from functools import partial

from rewards.boards.rank import Standing
from rewards.games.game import Game, GameState
from rewards.games.guess import entry_id
from rewards.games.score_guesses import score_guesses
from rewards.refusal import Refusal
from rewards.settlement.refusals import AwaitsApproval
from rewards.settlement.subject import game_subject
from service.flows.games.settle_game import BEGIN_SETTLING, END_SETTLING, BeginSettling, EndSettling
from service.jobs.game_pages import next_entries, next_games
from service.jobs.job import Chunk, Run
from service.settlement import settle
from service.settlement.matter import Matter
from service.store.path.command import Command
from service.store.schema.slot import SetAside
from service.store.store import Store

DUE = (GameState.REVEALED, GameState.SETTLING)
DONE, STOPPED = "done", "stopped"


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """The next step of the first game that is not paid; games that cannot go on are passed over.

    A checkpoint is a game's id, '|', and how far it has come.
    """
    id_, _, where = (checkpoint or "").partition("|")
    again = where not in (DONE, STOPPED)
    while page := await next_games(run.context.store, id_, DUE, again=again, limit=1):
        if page.unreadable:
            return Chunk(after=f"{page.last}|{STOPPED}", set_aside=page.unreadable)
        [game] = page.games
        chunk = await _step(run, game)
        if not isinstance(chunk, AwaitsApproval):
            return chunk
        id_, again = game.id, False
    return None


def matter_of(store: Store, game: Game) -> Matter:
    """What the engine needs to settle a game that is being settled."""
    return Matter(
        subject=game_subject(game.id),
        prizes=game.prizes,
        at=game.state_at,
        standings=partial(_next_standings, store, game),
        told={"game": game.id, "title": game.title},
    )


async def _next_standings(store: Store, game: Game, after: str, most: int) -> tuple[Standing, ...]:
    """In order of account, as entries are; who has no point is passed over."""
    last = entry_id(game.id, after)
    while entries := await next_entries(store, game.id, last, limit=most):
        if found := score_guesses(game, entries):
            return found
        last = entries[-1].id
    return ()


async def _step(run: Run, game: Game) -> Chunk | AwaitsApproval:
    if game.state is GameState.REVEALED:
        body = BeginSettling(game=game.id, version=game.version)
        return _own(game, "begun", run.command(BEGIN_SETTLING, body))
    chunk = await settle.next_chunk(run, matter_of(run.context.store, game))
    if isinstance(chunk, AwaitsApproval):
        return chunk
    if isinstance(chunk, Refusal):
        wrong = SetAside(item=game.id, error=chunk.detail())
        return Chunk(after=f"{game.id}|{STOPPED}", set_aside=(wrong,))
    if chunk is None:
        end = EndSettling(game=game.id, version=game.version)
        return _own(game, DONE, run.command(END_SETTLING, end))
    return replace(chunk, after=f"{game.id}|{chunk.after}")


def _own(game: Game, where: str, command: Command[BeginSettling] | Command[EndSettling]) -> Chunk:
    return Chunk(after=f"{game.id}|{where}", commands=(command,), items=(game.id,))
