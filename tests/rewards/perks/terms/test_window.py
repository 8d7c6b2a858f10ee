"""When a perk can be had, by the clock on the wall."""

from datetime import datetime

import pytest

from rewards.perks.terms.window import Window, is_open

MORNINGS = Window(days=(1, 2, 3, 4, 5), from_minute=6 * 60, until_minute=9 * 60)
NIGHT = Window(days=(6,), from_minute=23 * 60)


@pytest.mark.parametrize(
    ("local", "expected"),
    [
        ("2026-03-02T06:00", True),  # a Monday
        ("2026-03-02T05:59", False),
        ("2026-03-02T08:59", True),
        ("2026-03-02T09:00", False),
        ("2026-03-01T07:00", False),  # a Sunday
        ("2026-03-07T23:59", True),  # a Saturday
        ("2026-03-08T00:00", False),
    ],
)
def test_it_is_open_from_its_first_minute_until_before_its_last(local, expected):
    assert is_open((MORNINGS, NIGHT), datetime.fromisoformat(local)) is expected


def test_without_windows_it_is_always_open():
    assert is_open((), datetime.fromisoformat("2026-03-01T03:00"))


def test_a_window_without_days_is_of_every_day():
    always = Window()
    assert all(
        is_open((always,), datetime.fromisoformat(f"2026-03-0{day}T23:59")) for day in range(1, 8)
    )
