"""What is told of a board, with its titles in the reader's words. Pure."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from service.language.languages import Language
from service.language.sentences import translated
from service.live.answers import MyBoard, Row, Shown
from service.live.ended import EndedSeason, GameWon, Winner

Say = Callable[[str], str]
State = TypeVar("State", bound=Shown)
Place = TypeVar("Place", Row, Winner)

HIDDEN = "Name hidden"
"""Instead of a name that a moderator has hidden."""


def screen_in_words(state: State, say: Say, language: Language) -> State:
    """A screen's state: the titles of the board and of the games about its last season."""
    return msgspec.structs.replace(
        state,
        title=say(state.title),
        rows=_named(state.rows, language),
        ended=None if state.ended is None else _ended(state.ended, say, language),
    )


def board_in_words(board: MyBoard, say: Say, language: Language) -> MyBoard:
    """A member's own view of a board."""
    return msgspec.structs.replace(
        board,
        title=say(board.title),
        top=_named(board.top, language),
        around=_named(board.around, language),
    )


def _ended(ended: EndedSeason, say: Say, language: Language) -> EndedSeason:
    games = tuple(
        GameWon(title=say(game.title), winners=_named(game.winners, language))
        for game in ended.games
    )
    return msgspec.structs.replace(ended, podium=_named(ended.podium, language), games=games)


def _named(places: tuple[Place, ...], language: Language) -> tuple[Place, ...]:
    """The same, with words where there is no name to be shown."""
    if all(each.name for each in places):
        return places
    hidden = translated(language, HIDDEN)
    return tuple(
        each if each.name else msgspec.structs.replace(each, name=hidden) for each in places
    )
