"""The podium of the season before: until it is settled, ties whole, only who is shown."""

from datetime import timedelta

import msgspec
import pytest

from rewards.settlement.plan import Award
from service.live.ended import AFTER, EndedSeason, ended
from service.live.model import Model
from service.live.settled import GameResult, Results
from service.programme import Programme
from service.programme_demo import DEMO
from tests.people import HOUR, NOON

BOARD = DEMO.boards[0]
NAMES = {"a": "Alice", "b": "Bob", "c": "Charlie", "d": "Dora", "e": "Emil"}
LATE = timedelta(hours=DEMO.numbers.seasons.late_hours)


def model_of(seeds: dict[str, int], prizes: tuple[int, ...] = (100, 60, 40)) -> Model:
    """Everybody active and on the board; `seeds` were earned in NOON's week."""
    board = msgspec.structs.replace(BOARD, prizes=prizes)
    programme: Programme = msgspec.structs.replace(DEMO, boards=(board,))
    model = Model(programme, NOON, (1, 1))
    model.name_all(NAMES.items())
    index = model.boards[BOARD.id]
    index.admit(dict.fromkeys(NAMES))
    for account, value in seeds.items():
        index.add(account, value, NOON)
    return model


def at_end(model: Model, later: timedelta = timedelta()) -> EndedSeason | None:
    index = model.boards[BOARD.id]
    return ended(model, index, index.season_at(NOON).ends_at + later)


def won(model: Model) -> list[tuple[int, str, int]]:
    found = at_end(model)
    return [(each.rank, each.name, each.prize) for each in found.podium] if found else []


def test_the_first_three_win_what_was_announced() -> None:
    model = model_of({"a": 10, "b": 30, "c": 20, "d": 5})
    assert won(model) == [(1, "Bob", 100), (2, "Charlie", 60), (3, "Alice", 40)]


def test_a_tie_shares_the_prizes_of_its_places() -> None:
    model = model_of({"a": 30, "b": 30, "c": 20, "d": 5})
    assert [(rank, prize) for rank, _, prize in won(model)] == [(1, 80), (1, 80), (3, 40)]


def test_a_tie_at_the_edge_is_not_cut() -> None:
    model = model_of(dict.fromkeys(NAMES, 30))
    assert [(rank, prize) for rank, _, prize in won(model)] == [(1, 40)] * 5


@pytest.mark.parametrize(
    "later", [timedelta(), HOUR, LATE, LATE + AFTER - timedelta(milliseconds=1)]
)
def test_it_is_shown_until_a_while_after_its_settlement(later: timedelta) -> None:
    assert at_end(model_of({"a": 10}), later) is not None


@pytest.mark.parametrize("later", [timedelta(milliseconds=-1), LATE + AFTER, LATE + AFTER + HOUR])
def test_it_is_not_shown_before_its_end_or_after(later: timedelta) -> None:
    assert at_end(model_of({"a": 10}), later) is None


def test_nobody_earned_anything() -> None:
    assert at_end(model_of({})) is None


def test_who_withdraws_is_off_the_podium_at_once() -> None:
    model = model_of({"a": 10, "b": 30})
    model.boards[BOARD.id].withdraw("b")
    assert won(model) == [(1, "Alice", 100)]


def test_a_board_without_prizes_has_a_podium() -> None:
    assert won(model_of({"a": 10}, prizes=())) == [(1, "Alice", 0)]


def paid(account: str, rank: int, amount: int) -> Award:
    return Award(id=f"paid-{account}", account=account, rank=rank, amount=amount)


def test_a_settled_season_shows_what_was_paid_whatever_is_told_later() -> None:
    model = model_of({"a": 10, "b": 30, "c": 20})
    week = model.boards[BOARD.id].season_at(NOON).id
    awards = (paid("c", 1, 100), paid("b", 2, 60))
    game = GameResult("Who will win?", (paid("d", 1, 50),))
    assert model.settled({BOARD.id: Results(week, awards, (game,))})
    assert not model.settled({BOARD.id: Results(week, awards, (game,))})
    found = at_end(model)
    assert found is not None
    assert found.settled
    assert won(model) == [(1, "Charlie", 100), (2, "Bob", 60)]
    assert [(each.title, each.winners[0].name) for each in found.games] == [
        ("Who will win?", "Dora")
    ]


def test_results_of_another_season_are_not_of_this_one() -> None:
    model = model_of({"a": 10})
    model.settled({BOARD.id: Results("2020-W01", (paid("b", 1, 100),), ())})
    found = at_end(model)
    assert found is not None
    assert not found.settled
    assert won(model) == [(1, "Alice", 100)]


def test_a_winner_who_has_withdrawn_is_named_nowhere() -> None:
    model = model_of({"a": 10, "b": 30})
    index = model.boards[BOARD.id]
    game = GameResult("Who will win?", (paid("b", 1, 50),))
    model.settled({BOARD.id: Results(index.season_at(NOON).id, (paid("b", 1, 100),), (game,))})
    index.withdraw("b")
    assert at_end(model) is None
