"""How evidence fades: an integer table per half-life, in millionths.

Entry `age` is 1,000,000 / 2^(age / half_life), rounded to the nearest integer; the table ends at
its first zero. It is built once by an integer recurrence: the daily factor 2^(-1/half_life) is
found as a fraction of 2^128 and multiplied up. Rounding down at each of at most 77,000 steps is
wrong by less than 2^-110 of the whole, far below what decides a rounding; the tests compare with
the exact value in integers. No floating point: a score is the same on every machine.
"""

from functools import cache

MICRO = 1_000_000
"""Micro-points in a point."""

_BITS = 128


def decay(age_days: int, half_life_days: int | None) -> int:
    """What is left of 1,000,000 after `age_days`; all of it without a half-life."""
    if half_life_days is None:
        return MICRO
    table = decay_table(half_life_days)
    return table[age_days] if age_days < len(table) else 0


@cache
def decay_table(half_life_days: int) -> tuple[int, ...]:
    """Millionths left by age in days, down to the first zero."""
    factor = _daily_factor(half_life_days)
    table: list[int] = []
    left = MICRO << _BITS
    while not table or table[-1] > 0:
        table.append(((left >> (_BITS - 1)) + 1) >> 1)
        left = (left * factor) >> _BITS
    return tuple(table)


def _daily_factor(half_life_days: int) -> int:
    """The largest integer f with (f / 2^128)^half_life <= 1/2, by bisection."""
    low, high = 0, 1 << _BITS
    bound = 1 << (_BITS * half_life_days - 1)
    while high - low > 1:
        middle = (low + high) // 2
        if middle**half_life_days <= bound:
            low = middle
        else:
            high = middle
    return low
