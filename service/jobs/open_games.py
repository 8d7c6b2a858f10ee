"""Job: open the games that the programme's terms ask for, each once."""

from datetime import timedelta

from rewards.boards.board import season_of
from rewards.games.game import Game, GameKind, Target
from rewards.games.terms import GameTerms, draft_podium, draft_score
from service.flows.games.game_target import agrees
from service.flows.games.open_game import OPEN_GAME, OpenGame
from service.jobs.job import Chunk, Run
from service.jobs.pages import Page, next_accounts
from service.jobs.publication import next_publication
from service.members.consents import Purpose
from service.members.states import State
from service.store.path.command import Command
from service.store.schema.slot import SetAside

PODIUMS = "podiums"
PAGE = 50
"""Members of a chunk: each has a game, its gates and its pool to write."""


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Every podium in one chunk; then, for each terms about scores, members in order of id."""
    if checkpoint is None:
        return _podiums(run)
    place, _, after = checkpoint.partition(":")
    games = [each for each in _terms(run) if each.kind is GameKind.GUESS_SCORE]
    for number in range(0 if place == PODIUMS else int(place), len(games)):
        # Both consents are asked for again, in the rule and at the reveal.
        guessable = {"consents.purpose": Purpose.GUESSABLE.value, "state": State.ACTIVE.value}
        page = await next_accounts(run.context.store, after, matching=guessable, limit=PAGE)
        if page is not None:
            return _scores(run, games[number], page, f"{number}:{page.last}")
        after = ""
    return None


def _terms(run: Run) -> tuple[GameTerms, ...]:
    return run.context.programme().games


def _podiums(run: Run) -> Chunk:
    programme = run.context.programme()
    boards = {board.id: board for board in programme.boards}
    drafts = [
        draft_podium(
            terms,
            season_of(boards[terms.board], run.as_of, programme.zone),
            at=run.as_of,
            numbers=programme.numbers.games,
        )
        for terms in programme.games
        if terms.board is not None
    ]
    return _chunk(run, f"{PODIUMS}:", [draft for draft in drafts if draft is not None])


def _scores(run: Run, terms: GameTerms, page: Page, after: str) -> Chunk:
    programme = run.context.programme()
    before = timedelta(minutes=terms.lock_minutes)
    coming = next_publication(programme, run.as_of, before=before)
    scheme = programme.numbers.score.scheme
    drafts = [
        draft_score(
            terms,
            Target(
                account=account.id,
                cycle=coming.cycle.id,
                cut_off=coming.cycle.cut_off,
                lowest=scheme.lowest,
                highest=scheme.highest,
            ),
            at=run.as_of,
        )
        for account in page.accounts
        # A consent that ends before the publication would only make a void game.
        if agrees(account, coming.due)
    ]
    games = [draft for draft in drafts if draft is not None]
    return _chunk(run, after, games, page.unreadable)


def _chunk(
    run: Run, after: str, drafts: list[Game], unreadable: tuple[SetAside, ...] = ()
) -> Chunk:
    commands: list[Command[OpenGame]] = [
        run.command(OPEN_GAME, OpenGame(game=draft)) for draft in drafts
    ]
    items = tuple(draft.id for draft in drafts)
    return Chunk(after=after, commands=tuple(commands), items=items, set_aside=unreadable)
