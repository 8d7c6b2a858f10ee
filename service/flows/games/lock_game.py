"""A game locks: everything guessed in time is sealed, and nothing else ever will be."""

import msgspec

from rewards.games.commitment import Sealed
from rewards.games.game import GameState, Voided
from rewards.games.run import call_off, lock
from rewards.refusal import Refusal
from service.flows.games.game_target import target_agrees
from service.flows.games.move_game import GameStep, game_at, moved, step_needs
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class LockGame(msgspec.Struct, frozen=True, kw_only=True):
    """`sealed` is over all entries of the game, read after its gates had been closed."""

    game: str
    version: int
    sealed: Sealed


def decide(command: Command[LockGame], view: View) -> Outcome[GameStep]:
    """Locked under its root; void with too few entrants, or if its target has said no."""
    game = game_at(command.body, view)
    if isinstance(game, Refusal):
        return Outcome(game)
    at = command.domain_at
    after = lock(game, command.body.sealed, at=at, numbers=command.programme.numbers.games)
    if isinstance(after, Refusal):
        return Outcome(after)
    if after.state is GameState.LOCKED and not target_agrees(after, view, at):
        after = call_off(after, because=Voided.CONSENT_WITHDRAWN, at=at)
    return Outcome(after) if isinstance(after, Refusal) else moved(command, after)


LOCK_GAME = Rule("lock_game", GameStep, step_needs, decide)
