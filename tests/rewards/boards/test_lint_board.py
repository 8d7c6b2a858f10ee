"""What is wrong with a board of a programme."""

import msgspec
import pytest

from rewards.boards.board import ID_MAX, lint_board
from rewards.settlement.subject import season_subject
from service.programme_demo import DEMO

BOARD = DEMO.boards[0]


@pytest.mark.parametrize("prizes", [(), (1,), (100, 60, 40), (5, 5, 5)])
def test_with_or_without_prizes_a_board_is_fine(prizes):
    assert lint_board(msgspec.structs.replace(BOARD, prizes=prizes)) == []


@pytest.mark.parametrize("change", [{"prizes": (1, 2)}, {"prizes": (0,)}, {"id": "b" * 49}])
def test_it_is_said_what_is_wrong(change):
    wrong = msgspec.structs.replace(BOARD, **change)
    (sentence,) = lint_board(wrong)
    assert wrong.id in sentence


def test_the_longest_id_still_makes_ids_of_transfers():
    assert season_subject(board="b" * ID_MAX, season="2026-W53")
