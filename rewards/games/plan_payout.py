"""Plan the payout of a revealed game."""

from collections.abc import Iterable
from datetime import datetime

from rewards.games.game import Game, GameState, follow
from rewards.games.guess import Entry
from rewards.games.refusals import WrongGameState
from rewards.games.score_guesses import score_guesses
from rewards.settlement.make_plan import make_plan
from rewards.settlement.plan import Bundle
from rewards.settlement.refusals import EscrowIsNotPool, RankedTwice
from rewards.settlement.subject import game_subject


def plan_payout(
    game: Game, entries: Iterable[Entry], *, escrow: int, at: datetime
) -> Bundle | WrongGameState | RankedTwice | EscrowIsNotPool:
    """The settlement's first revision, `escrow` seeds waiting to be paid."""
    if (wrong := follow(game, GameState.SETTLING)) is not None:
        return wrong
    return make_plan(
        subject=game_subject(game.id),
        revision=1,
        standings=score_guesses(game, entries),
        prizes=game.prizes,
        escrow=escrow,
        at=at,
    )
