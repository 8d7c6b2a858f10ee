"""A member learns how a game has ended; and a game, that all of its entrants know."""

from collections.abc import Iterable

import msgspec

from rewards.games.game import Game, GameState
from rewards.games.guess import Entry, entry_id
from rewards.games.run import tell
from rewards.games.score_guesses import worth
from rewards.refusal import Refusal
from rewards.settlement.subject import game_subject
from service.flows.games.move_game import GameStep, game_at, moved_quietly, step_needs
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import ENTRIES, GAMES, INBOX


class TellOfGame(msgspec.Struct, frozen=True, kw_only=True):
    """What an entrant won: a rank and seeds, or 0 and 0."""

    game: str
    account: str
    rank: int = 0
    seeds: int = 0


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The message is in the inbox. `already` if it had been before."""

    already: bool = False


class AllTold(msgspec.Struct, frozen=True, kw_only=True):
    """Every entrant of the game has a message."""

    game: str
    version: int


def needs(command: Command[TellOfGame], _view: View) -> Iterable[Key]:
    """The game, the entry, and whether the message is there."""
    body = command.body
    yield GAMES.key(body.game)
    yield ENTRIES.key(entry_id(body.game, body.account))
    yield INBOX.key(_message_id(body))


def decide(command: Command[TellOfGame], view: View) -> Outcome[Told]:
    """One message, once: how near the guess was and what it won, or why there is no winner."""
    body = command.body
    game = view.reference(GAMES, body.game)
    entry = view.reference(ENTRIES, entry_id(body.game, body.account))
    if game is None or entry is None or view.get(INBOX, _message_id(body)) is not None:
        return Outcome(Told(already=True))
    settled = game.state is GameState.SETTLED
    message = new_message(
        _message_id(body),
        account=body.account,
        kind=MessageKind.GAME_SETTLED if settled else MessageKind.GAME_VOID,
        at=command.domain_at,
        parameters=_result(body, game, entry) if settled else _void(game),
    )
    return Outcome(Told(), (Insert(INBOX, message),))


def _message_id(body: TellOfGame) -> str:
    return f"message:{game_subject(body.game)}:{body.account}"


def _result(body: TellOfGame, game: Game, entry: Entry) -> dict[str, str | int]:
    value = worth(game, entry)
    found: dict[str, str | int] = {"points": value} if game.podium else {"off_by": -value}
    if not game.podium and game.outcome is not None and game.outcome.score is not None:
        found["score"] = game.outcome.score
    return {"game": game.id, "title": game.title, **found, "rank": body.rank, "seeds": body.seeds}


def _void(game: Game) -> dict[str, str | int]:
    return {"game": game.id, "title": game.title, "because": str(game.voided)}


def all_told(command: Command[AllTold], view: View) -> Outcome[GameStep]:
    """Nobody is told a second time; whoever reads the game at this version has told everybody."""
    game = game_at(command.body, view)
    return Outcome(game) if isinstance(game, Refusal) else moved_quietly(tell(game))


TELL_OF_GAME = Rule("tell_of_game", Told, needs, decide)
ALL_TOLD = Rule("all_told", GameStep, step_needs, all_told)
