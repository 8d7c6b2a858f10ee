"""A season on its way: scheduled, open, frozen for late events, settled, archived."""

import enum
from datetime import datetime, timedelta

import msgspec

from rewards.boards.board import Board, Season
from rewards.boards.prizes import Prizes
from rewards.boards.refusals import TooEarlyForSeason, WrongSeasonState
from rewards.calendar import Instant
from rewards.economy import SeasonNumbers
from rewards.settlement.subject import season_subject


class SeasonState(enum.StrEnum):
    """`scheduled -> open -> frozen -> settled -> archived`, one way only."""

    SCHEDULED = "scheduled"
    OPEN = "open"
    FROZEN = "frozen"
    SETTLED = "settled"
    ARCHIVED = "archived"


TRANSITIONS: dict[SeasonState, frozenset[SeasonState]] = {
    SeasonState.SCHEDULED: frozenset({SeasonState.OPEN}),
    SeasonState.OPEN: frozenset({SeasonState.FROZEN}),
    SeasonState.FROZEN: frozenset({SeasonState.SETTLED}),
    SeasonState.SETTLED: frozenset({SeasonState.ARCHIVED}),
    SeasonState.ARCHIVED: frozenset(),
}

RESULT = (SeasonState.SETTLED, SeasonState.ARCHIVED)
"""States in which it is final who was on the board, and with what."""


class SeasonRun(msgspec.Struct, frozen=True, kw_only=True):
    """One season of one board, from the moment it is announced. All times are domain time.

    `id` is the subject of its settlement, `season` the ISO week. `prizes` are those announced: a
    later change of the board is for later seasons. What happened before `ends_at` and was told
    before `settles_at` counts; `archives_at` ends the time for corrections. `logged` when everybody
    who was on the board has it in the access log.
    """

    id: str
    board: str
    season: str
    starts_at: Instant
    ends_at: Instant
    settles_at: Instant
    archives_at: Instant
    prizes: Prizes
    state: SeasonState
    state_at: Instant
    logged: bool = False
    version: int = 1


def schedule(board: Board, season: Season, *, at: datetime, numbers: SeasonNumbers) -> SeasonRun:
    """The season as it is announced at `at`."""
    settles_at = season.ends_at + timedelta(hours=numbers.late_hours)
    return SeasonRun(
        id=season_subject(board=season.board, season=season.id),
        board=season.board,
        season=season.id,
        starts_at=season.starts_at,
        ends_at=season.ends_at,
        settles_at=settles_at,
        archives_at=settles_at + timedelta(days=numbers.archive_days),
        prizes=board.prizes,
        state=SeasonState.SCHEDULED,
        state_at=at,
    )


def due_at(run: SeasonRun, wanted: SeasonState) -> datetime:
    """When the season becomes `wanted`, at the earliest."""
    times: dict[SeasonState, datetime] = {
        SeasonState.OPEN: run.starts_at,
        SeasonState.FROZEN: run.ends_at,
        SeasonState.SETTLED: run.settles_at,
        SeasonState.ARCHIVED: run.archives_at,
    }
    return times.get(wanted, run.state_at)


def follow(
    run: SeasonRun, wanted: SeasonState, at: datetime
) -> SeasonRun | WrongSeasonState | TooEarlyForSeason:
    """The season as `wanted` from `at` on, if that may follow and its time has come."""
    allowed = TRANSITIONS[run.state]
    if wanted not in allowed:
        return WrongSeasonState(
            season=run.id, state=run.state, wanted=wanted, allowed=tuple(sorted(allowed))
        )
    if at < due_at(run, wanted):
        return TooEarlyForSeason(season=run.id, wanted=wanted, due_at=due_at(run, wanted))
    return msgspec.structs.replace(run, state=wanted, state_at=at)


def log(run: SeasonRun) -> SeasonRun | WrongSeasonState:
    """The season as logged, if it has a result."""
    if run.state in RESULT:
        return msgspec.structs.replace(run, logged=True)
    return WrongSeasonState(
        season=run.id,
        state=run.state,
        wanted=RESULT[0],
        allowed=tuple(sorted(TRANSITIONS[run.state])),
    )


def counts(run: SeasonRun, *, event_at: datetime, at: datetime) -> bool:
    """True if what happened at `event_at` and was taken in at `at` is part of the season."""
    return run.starts_at <= event_at < run.ends_at and at < run.settles_at
