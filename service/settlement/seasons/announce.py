"""A season is announced, with the prizes its board has now."""

from collections.abc import Iterable

import msgspec

from rewards.boards.board import Board, Season
from rewards.boards.season import SeasonRun, schedule
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import SEASONS


class AnnounceSeason(msgspec.Struct, frozen=True, kw_only=True):
    """This season of this board."""

    board: Board
    season: Season


def needs(command: Command[AnnounceSeason], _view: View) -> Iterable[Key]:
    """The season, if it is announced already."""
    yield SEASONS.key(_announced(command).id)


def decide(command: Command[AnnounceSeason], view: View) -> Outcome[SeasonRun]:
    """The season, once: what a board's prizes become later is for later seasons."""
    wanted = _announced(command)
    stored = view.get(SEASONS, wanted.id)
    return Outcome(stored) if stored else Outcome(wanted, (Insert(SEASONS, wanted),))


def _announced(command: Command[AnnounceSeason]) -> SeasonRun:
    body, numbers = command.body, command.programme.numbers.seasons
    return schedule(body.board, body.season, at=command.domain_at, numbers=numbers)


ANNOUNCE_SEASON = Rule("announce_season", SeasonRun, needs, decide)
