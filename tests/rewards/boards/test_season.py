"""A season goes one way, each step at its time."""

from datetime import timedelta

import msgspec
import pytest

from rewards.boards.board import Board, Metric, SeasonKind, season_of
from rewards.boards.refusals import TooEarlyForSeason, WrongSeasonState
from rewards.boards.season import (
    TRANSITIONS,
    SeasonRun,
    SeasonState,
    counts,
    follow,
    log,
    schedule,
)
from rewards.economy import SeasonNumbers
from tests.people import DAY, HOUR, NOON

BOARD = Board(
    id="seeds-weekly",
    metric=Metric.SEEDS,
    season=SeasonKind.WEEKLY,
    title="Seeds this week",
    prizes=(100, 60, 40),
)
RUN = schedule(BOARD, season_of(BOARD, NOON, "Europe/Berlin"), at=NOON, numbers=SeasonNumbers())
TICK = timedelta(milliseconds=1)
TIMES = {
    SeasonState.OPEN: RUN.starts_at,
    SeasonState.FROZEN: RUN.ends_at,
    SeasonState.SETTLED: RUN.settles_at,
    SeasonState.ARCHIVED: RUN.archives_at,
}


def put(state: SeasonState) -> SeasonRun:
    return msgspec.structs.replace(RUN, state=state)


def test_it_is_announced_with_its_prizes_and_times() -> None:
    assert (RUN.id, RUN.season) == ("season.seeds-weekly.2026-W10", "2026-W10")
    assert (RUN.prizes, RUN.state) == ((100, 60, 40), SeasonState.SCHEDULED)
    assert RUN.settles_at - RUN.ends_at == 24 * HOUR
    assert RUN.archives_at - RUN.settles_at == 28 * DAY


def test_it_goes_from_end_to_end() -> None:
    run = RUN
    for wanted, at in TIMES.items():
        after = follow(run, wanted, at)
        assert isinstance(after, SeasonRun)
        assert (after.state, after.state_at) == (wanted, at)
        run = after


@pytest.mark.parametrize("wanted", TIMES)
def test_each_step_has_its_time(wanted: SeasonState) -> None:
    (before,) = (state for state, to in TRANSITIONS.items() if wanted in to)
    refusal = follow(put(before), wanted, TIMES[wanted] - TICK)
    assert refusal == TooEarlyForSeason(season=RUN.id, wanted=wanted, due_at=TIMES[wanted])


@pytest.mark.parametrize("state", SeasonState)
@pytest.mark.parametrize("wanted", SeasonState)
def test_every_other_way_is_refused_and_names_those_there_are(
    state: SeasonState, wanted: SeasonState
) -> None:
    if wanted in TRANSITIONS[state]:
        return
    refusal = follow(put(state), wanted, RUN.archives_at)
    assert isinstance(refusal, WrongSeasonState)
    assert refusal.allowed == tuple(TRANSITIONS[state])
    assert refusal.detail().endswith(".")


@pytest.mark.parametrize(
    ("event_at", "at", "counted"),
    [
        (RUN.starts_at, RUN.starts_at, True),
        (RUN.starts_at - TICK, RUN.starts_at, False),
        (RUN.ends_at - TICK, RUN.settles_at - TICK, True),
        (RUN.ends_at - TICK, RUN.settles_at, False),
        (RUN.ends_at, RUN.ends_at, False),
    ],
)
def test_what_happened_in_it_and_was_told_in_time_counts(event_at, at, counted) -> None:  # type: ignore[no-untyped-def]
    assert counts(RUN, event_at=event_at, at=at) is counted


@pytest.mark.parametrize("state", SeasonState)
def test_only_one_with_a_result_is_logged_and_nothing_else_changes(state: SeasonState) -> None:
    after = log(put(state))
    if state in (SeasonState.SETTLED, SeasonState.ARCHIVED):
        assert after == msgspec.structs.replace(put(state), logged=True)
    else:
        assert isinstance(after, WrongSeasonState)
        assert (after.state, after.wanted) == (state, SeasonState.SETTLED)
