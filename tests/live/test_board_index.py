"""Seasons by event time, and consents that end by themselves."""

from datetime import timedelta

import pytest

from rewards.boards.board import Board
from rewards.boards.rank import Standing
from service.live.board_index import BoardIndex
from service.programme_demo import DEMO
from tests.people import DAY, HOUR, NOON

BOARD: Board = DEMO.boards[0]
WEEK = timedelta(days=7)


@pytest.fixture
def index() -> BoardIndex:
    """Three active members who have agreed, one of them for an hour."""
    active = {"alice": 0, "bob": 0, "charlie": 0}.keys()
    index = BoardIndex(BOARD, DEMO.zone, NOON, active)
    index.admit({"alice": None, "bob": NOON + DAY, "charlie": NOON + HOUR, "gone": None})
    return index


def shown(index: BoardIndex) -> list[str]:
    return [each.standing.account for each in index.standings(index.season_at(NOON)).top(10)]


def test_an_event_counts_for_the_season_in_which_it_happened(index: BoardIndex) -> None:
    index.add("alice", 10, NOON)
    index.add("alice", 20, NOON - WEEK)
    index.add("alice", 40, NOON + WEEK)
    values = [
        index.standings(index.season_at(NOON + shift)).top(1)[0].standing.value
        for shift in (-WEEK, 0 * WEEK, WEEK)
    ]
    assert values == [20, 10, 40]


def test_seasons_nobody_asks_for_are_not_kept(index: BoardIndex) -> None:
    index.add("alice", 10, NOON - 2 * WEEK)
    assert index.standings(index.season_at(NOON - 2 * WEEK)).own("alice") is None


def test_only_active_members_who_agreed_are_shown(index: BoardIndex) -> None:
    for account in ("alice", "bob", "gone", "dora"):
        index.add(account, 10, NOON)
    assert shown(index) == ["alice", "bob"]


def test_withdrawing_hides_and_agreeing_again_shows(index: BoardIndex) -> None:
    index.add("alice", 10, NOON)
    index.withdraw("alice")
    assert shown(index) == []
    index.add("alice", 10, NOON)
    index.grant("alice", NOON + DAY)
    assert index.standings(index.season_at(NOON)).top(1)[0].standing.value == 20


def test_a_consent_ends_by_itself_and_a_renewed_one_does_not(index: BoardIndex) -> None:
    index.add("bob", 10, NOON)
    index.add("charlie", 20, NOON)
    assert not index.lapse(NOON + HOUR - timedelta(milliseconds=1))
    index.grant("charlie", NOON + 2 * HOUR)
    assert not index.lapse(NOON + HOUR)
    assert shown(index) == ["charlie", "bob"]
    assert index.lapse(NOON + 2 * HOUR)
    assert shown(index) == ["bob"]


def test_a_member_who_leaves_is_hidden_in_every_season() -> None:
    active = {"alice": 0}
    index = BoardIndex(BOARD, DEMO.zone, NOON, active.keys())
    index.admit({"alice": None})
    index.fill(index.season_at(NOON), [Standing(account="alice", value=5, reached_at=NOON)])
    assert shown(index) == ["alice"]
    del active["alice"]
    index.refresh("alice")
    index.refresh("alice")
    assert shown(index) == []
