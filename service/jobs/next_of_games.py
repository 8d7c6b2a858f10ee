"""When there is work for the jobs of games whose work is more than a state and a time."""

from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta

from rewards.boards.board import season_of
from rewards.games.game import Game, GameState
from service.flows.context import Context
from service.jobs import open_games, reveal_games
from service.jobs.job import Chunk, NextChunk, Run, domain_now
from service.jobs.publication import next_publication
from service.store.owner import EVERYBODY
from service.store.schema.page import ACCOUNTS, GAMES


async def opening(context: Context) -> datetime | None:
    """Now, if a game that the terms ask for is not there; else when they ask for the next ones."""
    now = domain_now(context)
    async for chunk in _chunks(context, "open_games", open_games.next_chunk, now):
        ids = [command.body.game.id for command in chunk.commands]
        known = context.store.pipeline(GAMES, [{"$match": {"_id": {"$in": ids}}}, {"$count": "n"}])
        if sum([raw["n"] async for raw in known]) < len(ids):
            return now
    return min(_turns(context, now), default=None)


async def revealing(context: Context) -> datetime | None:
    """Now, if an outcome is out; else when a locked game is given up, or a consent to it ends.

    Outcomes come out by the runs of other jobs, and after each of them this is asked again.
    """
    now = domain_now(context)
    async for chunk in _chunks(context, "reveal_games", reveal_games.next_chunk, now):
        if chunk.commands or chunk.set_aside:
            return now
    days = context.programme().numbers.games.outcome_days
    locked = context.store.pipeline(GAMES, [{"$match": {"state": GameState.LOCKED.value}}])
    games = [GAMES.decode(raw) async for raw in locked]
    given_up = [game.locks_at + timedelta(days=days) for game in games]
    ends = [at for game in games for at in await _consents_end(context, game, now)]
    return min([*given_up, *ends], default=None)


async def _chunks(
    context: Context, job: str, next_chunk: NextChunk, now: datetime
) -> AsyncIterator[Chunk]:
    """What a run would do. Only for jobs that change nothing before their commands are applied."""
    run, checkpoint = Run(context, job, now), None
    while chunk := await next_chunk(run, checkpoint):
        yield chunk
        checkpoint = chunk.after


def _turns(context: Context, now: datetime) -> Iterator[datetime]:
    """When the terms begin to mean another season or another publication."""
    programme = context.programme()
    boards = {board.id: board for board in programme.boards}
    for terms in programme.games:
        if terms.board is not None:
            yield season_of(boards[terms.board], now, programme.zone).ends_at
        else:
            before = timedelta(minutes=terms.lock_minutes)
            yield next_publication(programme, now, before=before).cycle.cut_off - before


async def _consents_end(context: Context, game: Game, now: datetime) -> list[datetime]:
    if game.target is None:
        return []
    account = await context.store.get(ACCOUNTS, game.target.account, owner=EVERYBODY)
    ends = [grant.ends_at for grant in account.consents] if account else []
    return [at for at in ends if at is not None and at > now]
