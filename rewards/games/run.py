"""Run a game: open, lock, reveal, settle, each once and in its time; or call it off."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from rewards.economy import GameNumbers
from rewards.games.commitment import commit, leaves
from rewards.games.game import Game, GameState, Voided, enter_state, follow
from rewards.games.guess import Entry
from rewards.games.outcome import Outcome, answers
from rewards.games.refusals import TooEarlyForGame, WrongGameState


def open_game(game: Game, *, at: datetime) -> Game | WrongGameState | TooEarlyForGame:
    """The drafted game, open once its time has come."""
    if (wrong := follow(game, GameState.OPEN)) is not None:
        return wrong
    if at < game.opens_at:
        return TooEarlyForGame(due_at=game.opens_at)
    return enter_state(game, GameState.OPEN, at)


def lock(
    game: Game, entries: Sequence[Entry], *, at: datetime, numbers: GameNumbers
) -> Game | WrongGameState | TooEarlyForGame:
    """The game with the root over all its `entries`; void if there are too few of them.

    Call it after the gates have closed: a guess that slips in later is not under the root.
    """
    if (wrong := follow(game, GameState.LOCKED)) is not None:
        return wrong
    if at < game.locks_at:
        return TooEarlyForGame(due_at=game.locks_at)
    if len(entries) < numbers.entrants_min:
        return _void(game, Voided.TOO_FEW, at)
    after = enter_state(game, GameState.LOCKED, at)
    return msgspec.structs.replace(after, root=commit(entries), leaves=len(leaves(entries)))


def reveal(
    game: Game, outcome: Outcome | None, *, consented: bool, at: datetime
) -> Game | WrongGameState:
    """The game, its outcome known; void without one, or if its target's consent has ended.

    `consented` is whether the target still lets its score be guessed; True where nobody is asked.
    """
    if (wrong := follow(game, GameState.REVEALED)) is not None:
        return wrong
    if not consented:
        return _void(game, Voided.CONSENT_WITHDRAWN, at)
    if outcome is None or not answers(game, outcome):
        return _void(game, Voided.OUTCOME_MISSING, at)
    return enter_state(game, GameState.REVEALED, at)


def call_off(game: Game, *, because: Voided, at: datetime) -> Game | WrongGameState:
    """The game, void before its outcome was known. The pool goes back by `escrow.give_back`."""
    return follow(game, GameState.VOID) or _void(game, because, at)


def begin_settling(game: Game, *, at: datetime) -> Game | WrongGameState:
    """The revealed game, while its plan is paid."""
    return follow(game, GameState.SETTLING) or enter_state(game, GameState.SETTLING, at)


def end_settling(game: Game, *, at: datetime) -> Game | WrongGameState:
    """The game, all paid."""
    return follow(game, GameState.SETTLED) or enter_state(game, GameState.SETTLED, at)


def _void(game: Game, because: Voided, at: datetime) -> Game:
    return msgspec.structs.replace(enter_state(game, GameState.VOID, at), voided=because)
