"""A season opens: its pool waits in escrow, its gates are there for what will be told late."""

from collections.abc import Iterable

from rewards.boards.season import SeasonRun, SeasonState
from rewards.ledger.ids import fund_id
from rewards.settlement.escrow import fund
from service.settlement.seasons.move import MoveSeason, moved, season_needs
from service.store.collection import Key
from service.store.gate import gates_of
from service.store.path.command import Command, Effect, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import GATES, TRANSFERS


def needs(command: Command[MoveSeason], view: View) -> Iterable[Key]:
    """The season, its escrow and its gates."""
    season = command.body.season
    yield from season_needs(command, view)
    yield TRANSFERS.key(fund_id(season.id))
    yield from (GATES.key(gate.id) for gate in gates_of(season.id, season.settles_at))


def decide(command: Command[MoveSeason], view: View) -> Outcome[SeasonRun]:
    """Open, in one step with all that belongs to it."""
    outcome = moved(command, view, SeasonState.OPEN)
    if not outcome.effects:
        return outcome
    season = command.body.season
    return Outcome(
        outcome.answer,
        (*outcome.effects, *_gates(season, view), *_pool(command, season, view)),
    )


def _gates(season: SeasonRun, view: View) -> Iterable[Effect]:
    for gate in gates_of(season.id, season.settles_at):
        if view.get(GATES, gate.id) is None:
            yield Insert(GATES, gate)


def _pool(command: Command[MoveSeason], season: SeasonRun, view: View) -> Iterable[Effect]:
    pool = sum(season.prizes)
    if pool and view.get(TRANSFERS, fund_id(season.id)) is None:
        yield Insert(TRANSFERS, fund(season.id, pool, command.domain_at))


OPEN_SEASON = Rule("open_season", SeasonRun, needs, decide)
