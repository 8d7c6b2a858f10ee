"""A game begins: with its gates and its prizes, all of it or nothing."""

from collections.abc import Iterable

import msgspec

from rewards.games.game import Game, lint_game
from rewards.games.refusals import GuessingClosed
from rewards.games.run import open_game
from rewards.games.submit import is_open
from rewards.refusal import Refusal
from rewards.settlement.escrow import fund
from rewards.settlement.subject import game_subject
from service.flows.games.game_target import target_agrees, target_key
from service.members.consents import PROGRAMME, Purpose
from service.members.refusals import NoConsent
from service.store.collection import Key
from service.store.gate import gates_of
from service.store.path.command import Append, Command, Effect, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import GAMES, GATES, TRANSFERS


class OpenGame(msgspec.Struct, frozen=True, kw_only=True):
    """The drafted game."""

    game: Game


class GameOpened(msgspec.Struct, frozen=True, kw_only=True):
    """It takes guesses. `already` if it had been opened before: then nothing has changed."""

    game: str
    already: bool = False


def needs(command: Command[OpenGame], _view: View) -> Iterable[Key]:
    """The game, and who it is about."""
    yield GAMES.key(command.body.game.id)
    yield from target_key(command.body.game)


def decide(command: Command[OpenGame], view: View) -> Outcome[GameOpened]:
    """The open game, its gates, and the pool in its escrow."""
    draft, at = command.body.game, command.domain_at
    if view.get(GAMES, draft.id) is not None:
        return Outcome(GameOpened(game=draft.id, already=True))
    if wrong := lint_game(draft):
        raise ValueError(f"game {draft.id}: {'; '.join(wrong)}")
    if not target_agrees(draft, view, at):
        return Outcome(NoConsent(purpose=Purpose.GUESSABLE, counterparty=PROGRAMME))
    game = open_game(draft, at=at)
    if isinstance(game, Refusal):
        return Outcome(game)
    if not is_open(game, at):
        closed = GuessingClosed(state=draft.state, opens_at=game.opens_at, locks_at=game.locks_at)
        return Outcome(closed)
    subject = game_subject(game.id)
    effects: tuple[Effect, ...] = (
        Insert(GAMES, game),
        *(Append(GATES, gate) for gate in gates_of(subject, game.locks_at)),
        Append(TRANSFERS, fund(subject, sum(game.prizes), at)),
    )
    return Outcome(GameOpened(game=game.id), effects)


OPEN_GAME = Rule("open_game", GameOpened, needs, decide)
