"""The integer table against the exact value, in integers."""

import pytest

from rewards.score.decay import MICRO, decay, decay_table
from rewards.score.sesame import SESAME

HALF_LIVES = sorted({rule.half_life_days for rule in SESAME.kinds} - {None})


def is_rounded(value: int, age: int, half_life: int) -> bool:
    """value - 1/2 <= 10^6 / 2^(age / half_life) < value + 1/2, without leaving the integers."""
    exact = (2 * MICRO) ** half_life
    low, high = max(0, 2 * value - 1), 2 * value + 1
    return low**half_life << age <= exact < high**half_life << age


@pytest.mark.parametrize("half_life", [*HALF_LIVES, 1, 2, 7])
def test_every_entry_is_the_exact_value_rounded(half_life):
    table = decay_table(half_life)
    step = 1 if half_life < 100 else 37
    ages = {*range(0, len(table), step), *range(0, len(table), half_life), len(table) - 1}
    assert all(is_rounded(table[age], age, half_life) for age in ages)


@pytest.mark.parametrize("half_life", HALF_LIVES)
def test_it_halves_falls_and_ends(half_life):
    table = decay_table(half_life)
    assert (table[0], table[half_life], table[2 * half_life]) == (MICRO, MICRO // 2, MICRO // 4)
    assert list(table) == sorted(table, reverse=True)
    assert table[-2:] == (1, 0)


def test_without_a_half_life_nothing_fades():
    assert decay(100_000, None) == MICRO


def test_after_the_table_nothing_is_left():
    assert decay(100_000, 60) == 0
