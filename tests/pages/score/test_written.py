"""How points and cycles of scores are written, and in which order changes are told."""

from types import SimpleNamespace

import pytest

from service.pages.times import times_in
from service.pages.words import biggest_first, change, points, whole_change


def test_points_are_written_exactly_and_a_change_with_its_sign() -> None:
    assert [points(each) for each in (0, 3_520_000, -8_000_000, 1)] == [
        "0",
        "3.52",
        "\N{MINUS SIGN}8",
        "0.000001",
    ]
    assert [change(each) for each in (0, 3_520_000, -500_000)] == [
        "0",
        "+3.52",
        "\N{MINUS SIGN}0.5",
    ]
    assert [whole_change(each) for each in (18, -3, 0)] == ["+18", "\N{MINUS SIGN}3", "0"]


def test_the_biggest_change_comes_first_whichever_way_it_goes() -> None:
    parts = [SimpleNamespace(points=each, micro_points=0) for each in (2, -9, 4)]
    assert [each.points for each in biggest_first(parts)] == [-9, 4, 2]
    lines = [SimpleNamespace(micro_points=each) for each in (1, -1, 5)]
    assert [each.micro_points for each in biggest_first(lines)] == [5, 1, -1]


@pytest.mark.parametrize(
    ("name", "english", "chinese"),
    [
        ("2026-03", "March 2026", "2026年3月"),
        ("2026-03-04", "4 March 2026", "2026年3月4日"),
        ("2026-03-04T230000.000Z", "5 March 2026, 00:00", "2026年3月5日 00:00"),
    ],
)
def test_a_cycle_is_a_month_a_day_or_a_moment(name: str, english: str, chinese: str) -> None:
    assert times_in("en")["cycle"](name, "Europe/Berlin") == english
    assert times_in("zh-CN")["cycle"](name, "Europe/Berlin") == chinese
