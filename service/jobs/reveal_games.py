"""Job: reveal locked games whose outcome is out, and call off those that will never have one."""

from datetime import timedelta

from rewards.boards.rank import rank
from rewards.boards.season import SeasonState
from rewards.games.game import Game, GameState, Podium, Target
from rewards.games.outcome import Outcome, podium_of
from rewards.score.cycles.revision import snapshot_id
from rewards.settlement.plan import plan_id
from rewards.settlement.subject import season_subject
from service.flows.games.game_target import agrees
from service.flows.games.reveal_game import REVEAL_GAME, RevealGame
from service.jobs.game_pages import next_games
from service.jobs.job import Chunk, Run, domain_now
from service.scores.rows import latest_of
from service.settlement.rows import all_rows
from service.store.owner import EVERYBODY
from service.store.path.command import Command
from service.store.schema.documents import CURRENT
from service.store.schema.page import ACCOUNTS, PLAN_INPUTS, PUBLICATIONS, SEASONS, SNAPSHOTS
from service.store.store import Store

OVER = (SeasonState.SETTLED, SeasonState.ARCHIVED)


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """The next few locked games; those whose outcome is still to come are passed over."""
    page = await next_games(run.context.store, checkpoint or "", [GameState.LOCKED])
    if page is None:
        return None
    steps = [(game.id, await _step(run, game)) for game in page.games]
    known = [(id_, step) for id_, step in steps if step is not None]
    return Chunk(
        after=page.last,
        commands=tuple(command for _, command in known),
        items=tuple(id_ for id_, _ in known),
        set_aside=page.unreadable,
    )


async def _step(run: Run, game: Game) -> Command[RevealGame] | None:
    """What is to be done about a game; None if it has to wait."""
    store, out, outcome = run.context.store, False, None
    if game.podium is not None:
        out, outcome = await _podium(store, game.podium)
    elif game.target is not None:
        account = await store.get(ACCOUNTS, game.target.account, owner=EVERYBODY)
        withdrawn = not agrees(account, domain_now(run.context))
        out, outcome = (False, None) if withdrawn else await _score(store, game.target)
        if withdrawn:
            return _reveal(run, game, None, out=False)
    days = run.context.programme().numbers.games.outcome_days
    given_up = run.as_of >= game.locks_at + timedelta(days=days)
    return _reveal(run, game, outcome) if out or given_up else None


def _reveal(
    run: Run, game: Game, outcome: Outcome | None, *, out: bool = True
) -> Command[RevealGame]:
    body = RevealGame(game=game.id, version=game.version, outcome=outcome, out=out)
    return run.command(REVEAL_GAME, body)


async def _podium(store: Store, podium: Podium) -> tuple[bool, Outcome | None]:
    """Whether the season is settled, and who of its frozen standings is on the podium."""
    subject = season_subject(board=podium.board, season=podium.season)
    season = await store.get(SEASONS, subject)
    if season is None or season.state not in OVER:
        return False, None
    plan = plan_id(subject=subject, revision=1)
    standings = [row.standing async for row in all_rows(store, PLAN_INPUTS, plan)]
    return True, podium_of(rank(standings), podium.places)


async def _score(store: Store, target: Target) -> tuple[bool, Outcome | None]:
    """Whether the cycle is published, and the score in it, if there is one."""
    current = await store.get(PUBLICATIONS, CURRENT)
    if current is None or current.cut_off < target.cut_off:
        return False, None
    published = await latest_of(store, target.cycle)
    revision = current.revision if published is None else published.revision
    id_ = snapshot_id(target.cycle, revision, target.account)
    snapshot = await store.get(SNAPSHOTS, id_, owner=EVERYBODY)
    if snapshot is None or snapshot.score is None:
        return True, None
    return True, Outcome(score=snapshot.score.value)
