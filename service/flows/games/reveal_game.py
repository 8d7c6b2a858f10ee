"""A game's outcome becomes known, once and for good; or the game is called off."""

import msgspec

from rewards.games.game import Game
from rewards.games.outcome import Outcome as GameOutcome
from rewards.games.run import reveal
from rewards.refusal import Refusal
from service.flows.games.game_target import agrees
from service.flows.games.move_game import GameStep, game_at, moved, step_needs
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS


class RevealGame(msgspec.Struct, frozen=True, kw_only=True):
    """What the season or the publication says; None if it says nothing about this game.

    `out` is whether it is out at all: if not, only a withdrawn consent ends the game.
    """

    game: str
    version: int
    outcome: GameOutcome | None
    out: bool = True


def decide(command: Command[RevealGame], view: View) -> Outcome[GameStep]:
    """Revealed; void without an outcome, or if the target has taken its consent back."""
    body = command.body
    game = game_at(body, view)
    if isinstance(game, Refusal):
        return Outcome(game)
    consented = _consented(command, game, view)
    if consented and not body.out:
        return Outcome(GameStep(game=game.id, state=game.state))
    after = reveal(game, body.outcome, consented=consented, at=command.domain_at)
    return Outcome(after) if isinstance(after, Refusal) else moved(command, after)


def _consented(command: Command[RevealGame], game: Game, view: View) -> bool:
    """Relied on: a withdrawal at the same moment is either before this or after it."""
    if game.target is None:
        return True
    return agrees(view.get(ACCOUNTS, game.target.account), command.domain_at)


REVEAL_GAME = Rule("reveal_game", GameStep, step_needs, decide)
