"""A revealed game is paid: the engine does it between these two steps."""

from collections.abc import Iterable

import msgspec

from rewards.games.run import begin_settling, end_settling
from rewards.refusal import Refusal
from rewards.settlement.plan import plan_id
from rewards.settlement.progress import SettlementState
from rewards.settlement.refusals import SettlementUnknown, WrongSettlementState
from rewards.settlement.subject import game_subject
from service.flows.games.move_game import GameStep, game_at, moved_quietly
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import GAMES, SETTLEMENTS


class BeginSettling(msgspec.Struct, frozen=True, kw_only=True):
    """The revealed game, as it was read."""

    game: str
    version: int


class EndSettling(msgspec.Struct, frozen=True, kw_only=True):
    """The game whose prizes are all paid, as it was read."""

    game: str
    version: int


def begin_needs(command: Command[BeginSettling], _view: View) -> Iterable[Key]:
    """The game."""
    yield GAMES.key(command.body.game)


def begin(command: Command[BeginSettling], view: View) -> Outcome[GameStep]:
    """From now on its plan is made and paid, and is the only one there will be."""
    game = game_at(command.body, view)
    if isinstance(game, Refusal):
        return Outcome(game)
    after = begin_settling(game, at=command.domain_at)
    return Outcome(after) if isinstance(after, Refusal) else moved_quietly(after)


def end_needs(command: Command[EndSettling], _view: View) -> Iterable[Key]:
    """The game, and how far its settlement has come."""
    yield GAMES.key(command.body.game)
    yield SETTLEMENTS.key(plan_of(command.body.game))


def end(command: Command[EndSettling], view: View) -> Outcome[GameStep]:
    """Settled, once the settlement is verified."""
    game = game_at(command.body, view)
    if isinstance(game, Refusal):
        return Outcome(game)
    progress = view.reference(SETTLEMENTS, plan_of(game.id))
    if progress is None:
        return Outcome(SettlementUnknown(plan=plan_of(game.id)))
    if progress.state is not SettlementState.VERIFIED:
        needed = (SettlementState.VERIFIED,)
        return Outcome(WrongSettlementState(state=progress.state, needed=needed))
    after = end_settling(game, at=command.domain_at)
    return Outcome(after) if isinstance(after, Refusal) else moved_quietly(after)


def plan_of(game: str) -> str:
    """The id of the plan that pays a game."""
    return plan_id(subject=game_subject(game), revision=1)


BEGIN_SETTLING = Rule("begin_settling_game", GameStep, begin_needs, begin)
END_SETTLING = Rule("end_settling_game", GameStep, end_needs, end)
