"""What is told of a board, with its titles in the reader's words. Pure."""

from collections.abc import Callable
from typing import TypeVar

import msgspec

from service.live.answers import MyBoard, Shown
from service.live.ended import EndedSeason

Say = Callable[[str], str]
State = TypeVar("State", bound=Shown)


def screen_in_words(state: State, say: Say) -> State:
    """A screen's state: the titles of the board and of the games about its last season."""
    ended = None if state.ended is None else _ended(state.ended, say)
    return msgspec.structs.replace(state, title=say(state.title), ended=ended)


def board_in_words(board: MyBoard, say: Say) -> MyBoard:
    """A member's own view of a board."""
    return msgspec.structs.replace(board, title=say(board.title))


def _ended(ended: EndedSeason, say: Say) -> EndedSeason:
    games = tuple(msgspec.structs.replace(game, title=say(game.title)) for game in ended.games)
    return msgspec.structs.replace(ended, games=games)
