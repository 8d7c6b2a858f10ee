"""A season is settled: everything is paid and verified, and its result is final."""

from collections.abc import Iterable

from rewards.boards.season import SeasonRun, SeasonState
from rewards.settlement.plan import plan_id
from rewards.settlement.progress import SettlementState
from rewards.settlement.refusals import SettlementUnknown, WrongSettlementState
from service.settlement.seasons.move import MoveSeason, moved, season_needs
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import SETTLEMENTS

REVISION = 1


def needs(command: Command[MoveSeason], view: View) -> Iterable[Key]:
    """The season, and how far its settlement has come."""
    yield from season_needs(command, view)
    yield SETTLEMENTS.key(_plan(command))


def decide(command: Command[MoveSeason], view: View) -> Outcome[SeasonRun]:
    """Settled, if its first revision is verified."""
    progress = view.get(SETTLEMENTS, _plan(command))
    if progress is None:
        return Outcome(SettlementUnknown(plan=_plan(command)))
    if progress.state is not SettlementState.VERIFIED:
        needed = (SettlementState.VERIFIED,)
        return Outcome(WrongSettlementState(state=progress.state, needed=needed))
    return moved(command, view, SeasonState.SETTLED)


def _plan(command: Command[MoveSeason]) -> str:
    return plan_id(subject=command.body.season.id, revision=REVISION)


SETTLE_SEASON = Rule("settle_season", SeasonRun, needs, decide)
