"""A board's look says what it has shown, and is the same one however often it is made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.boards.board import season_of
from rewards.boards.rank import Standing
from rewards.boards.season import schedule
from service.members.access_entry import Looker
from service.members.board_look import board_look, board_look_id, seeds_shown
from service.members.consents import Purpose
from service.programme_demo import DEMO
from tests.people import NOON

BOARD = DEMO.boards[0]
WEEK = schedule(BOARD, season_of(BOARD, NOON, DEMO.zone), at=NOON, numbers=DEMO.numbers.seasons)


@given(st.integers(1, 2**53 - 1))
def test_what_is_said_can_be_read_back(seeds: int) -> None:
    look = board_look(WEEK, Standing(account="alice", value=seeds, reached_at=NOON))
    assert (look.id, look.account) == (board_look_id(WEEK.id, "alice"), "alice")
    assert (look.looker, look.who, look.why) == (Looker.DISPLAY, BOARD.id, "2026-W10")
    assert (look.purpose, look.at) == (Purpose.BOARD, WEEK.ends_at)
    assert seeds_shown(look.answered) == seeds


@pytest.mark.parametrize("answered", ["yes", "seeds", "seeds: ", "seeds: many", "points: 3"])
def test_other_answers_are_no_number_of_seeds(answered: str) -> None:
    assert seeds_shown(answered) is None
