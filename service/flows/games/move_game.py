"""What the steps of a game share: they leave the version they have read, or do nothing."""

from collections.abc import Iterable
from typing import Any, Protocol

import msgspec

from rewards.games.game import Game, GameState
from rewards.games.refusals import GameMoved, GameUnknown
from rewards.settlement.escrow import give_back
from rewards.settlement.subject import game_subject
from service.flows.games.game_target import target_key
from service.store.collection import Key
from service.store.path.command import Append, Command, Outcome, Put
from service.store.path.state import View
from service.store.schema.page import GAMES, TRANSFERS


class Step(Protocol):
    """Every step names the game and the version it was read at."""

    @property
    def game(self) -> str:
        """Its id."""

    @property
    def version(self) -> int:
        """The one that the step may leave."""


class GameStep(msgspec.Struct, frozen=True, kw_only=True):
    """The game and the state it is in now."""

    game: str
    state: GameState


def step_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The game, then who it is about."""
    yield GAMES.key(command.body.game)
    game = view.peek(GAMES, command.body.game)
    if game is not None:
        yield from target_key(game)


def game_at(step: Step, view: View) -> Game | GameUnknown | GameMoved:
    """The game, if it still is at the step's version."""
    game = view.get(GAMES, step.game)
    if game is None:
        return GameUnknown(game=step.game)
    if game.version != step.version:
        return GameMoved(game=game.id, version=step.version, current=game.version)
    return game


def moved(command: Command[Any], game: Game) -> Outcome[GameStep]:
    """Writes the game; a void one's pool goes back in the same transaction."""
    outcome = moved_quietly(game)
    if game.state is not GameState.VOID:
        return outcome
    returned = give_back(game_subject(game.id), sum(game.prizes), command.domain_at)
    return Outcome(outcome.answer, (*outcome.effects, Append(TRANSFERS, returned)))


def moved_quietly(game: Game) -> Outcome[GameStep]:
    """Writes the game, and no seed moves."""
    return Outcome(GameStep(game=game.id, state=game.state), (Put(GAMES, game),))
