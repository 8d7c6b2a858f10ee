"""A board and its seasons."""

import enum
from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from rewards.calendar import Instant, day_start, iso_week, local_date, week_start


class Metric(enum.StrEnum):
    """What a board counts: seeds earned in the season, by event time."""

    SEEDS = "seeds"


class SeasonKind(enum.StrEnum):
    """How long a season is."""

    WEEKLY = "weekly"


class Board(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One leaderboard. There is none for scores: displays and merchants never see those."""

    id: str
    metric: Metric
    season: SeasonKind
    title: Annotated[str, msgspec.Meta(min_length=1, max_length=120)]


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
