"""How long a membership was active: what was paused is left out, and nothing twice."""

import pytest

from service.members.breaks import Break, active_time
from tests.people import DAY, NOON


def pause(first: int, last: int) -> Break:
    return Break(since=NOON + first * DAY, until=NOON + last * DAY)


@pytest.mark.parametrize(
    ("breaks", "days"),
    [
        ([], 30),
        ([pause(3, 5)], 28),
        ([pause(3, 5), pause(10, 20)], 18),
        ([pause(-9, -4)], 30),
        ([pause(-9, 4)], 26),
        ([pause(25, 90)], 25),
        ([pause(40, 90)], 30),
        ([pause(-9, 90)], 0),
    ],
)
def test_breaks_are_left_out(breaks: list[Break], days: int) -> None:
    assert active_time(NOON, NOON + 30 * DAY, breaks) == days * DAY


def test_before_it_began_it_was_not_active() -> None:
    assert active_time(NOON, NOON - DAY, [pause(-3, 5)]).days == 0
