"""A board and its seasons."""

import enum
from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from rewards.boards.prizes import Prizes, lint_prizes
from rewards.calendar import Instant, day_start, iso_week, local_date, week_start

ID_MAX = 48
"""Characters of a board's id: with a season's it is part of derived ids."""


class Metric(enum.StrEnum):
    """What a board counts: seeds earned in the season, by event time."""

    SEEDS = "seeds"


class SeasonKind(enum.StrEnum):
    """How long a season is."""

    WEEKLY = "weekly"


class Board(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One leaderboard. There is none for scores: displays and merchants never see those.

    `prizes` are what the places of each season win; none, if empty.
    """

    id: str
    metric: Metric
    season: SeasonKind
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]
    prizes: Prizes = ()


class Season(msgspec.Struct, frozen=True, kw_only=True):
    """One period of a board, from `starts_at` until before `ends_at`; `id` is an ISO week."""

    board: str
    id: str
    starts_at: Instant
    ends_at: Instant


def season_of(board: Board, at: datetime, zone: str) -> Season:
    """The season of `board` that holds `at`; weeks begin on Monday, 00:00 in the programme `zone`.

    A week with a clock change is 167 or 169 hours long; seasons never overlap nor leave a gap.
    """
    monday = week_start(local_date(at, zone))
    return Season(
        board=board.id,
        id=iso_week(monday),
        starts_at=day_start(monday, zone),
        ends_at=day_start(monday + timedelta(days=7), zone),
    )


def lint_board(board: Board) -> list[str]:
    """What is wrong with `board`, as sentences."""
    found = lint_prizes(board.prizes) if board.prizes else []
    if len(board.id) > ID_MAX:
        found.append(f"its id is longer than {ID_MAX} characters")
    return [f"board {board.id!r}: {sentence}" for sentence in found]
