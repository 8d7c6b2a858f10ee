"""Run a game: open, lock, reveal, settle, each once and in its time; or call it off."""

from datetime import datetime

import msgspec

from rewards.economy import GameNumbers
from rewards.games.commitment import Sealed
from rewards.games.game import Game, GameState, Voided, answers, enter_state, follow
from rewards.games.outcome import Outcome
from rewards.games.refusals import TooEarlyForGame, WrongGameState


def open_game(game: Game, *, at: datetime) -> Game | WrongGameState | TooEarlyForGame:
    """The drafted game, open once its time has come."""
    if (wrong := follow(game, GameState.OPEN)) is not None:
        return wrong
    if at < game.opens_at:
        return TooEarlyForGame(due_at=game.opens_at)
    return enter_state(game, GameState.OPEN, at)


def lock(
    game: Game, sealed: Sealed, *, at: datetime, numbers: GameNumbers
) -> Game | WrongGameState | TooEarlyForGame:
    """The game under the seal of all its entries; void if there are too few of them.

    Call it after the gates have closed: a guess that slips in later is not under the root.
    """
    if (wrong := follow(game, GameState.LOCKED)) is not None:
        return wrong
    if at < game.locks_at:
        return TooEarlyForGame(due_at=game.locks_at)
    counted = msgspec.structs.replace(
        game, root=sealed.root, leaves=sealed.leaves, entrants=sealed.entrants
    )
    if sealed.entrants < numbers.entrants_min:
        return _void(counted, Voided.TOO_FEW, at)
    return enter_state(counted, GameState.LOCKED, at)


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
    if not answers(game, outcome):
        return _void(game, Voided.OUTCOME_MISSING, at)
    return enter_state(msgspec.structs.replace(game, outcome=outcome), GameState.REVEALED, at)


def call_off(game: Game, *, because: Voided, at: datetime) -> Game | WrongGameState:
    """The game, void before its outcome was known. The pool goes back by `escrow.give_back`."""
    return follow(game, GameState.VOID) or _void(game, because, at)


def begin_settling(game: Game, *, at: datetime) -> Game | WrongGameState:
    """The revealed game, while its plan is paid."""
    return follow(game, GameState.SETTLING) or enter_state(game, GameState.SETTLING, at)


def end_settling(game: Game, *, at: datetime) -> Game | WrongGameState:
    """The game, all paid."""
    return follow(game, GameState.SETTLED) or enter_state(game, GameState.SETTLED, at)


def tell(game: Game) -> Game:
    """The game that has ended, once every entrant knows how."""
    return msgspec.structs.replace(game, told=True)


def _void(game: Game, because: Voided, at: datetime) -> Game:
    return msgspec.structs.replace(enter_state(game, GameState.VOID, at), voided=because)
