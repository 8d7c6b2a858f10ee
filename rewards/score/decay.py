"""How evidence fades: an integer table per half-life, in millionths.

Entry `age` is 1,000,000 / 2^(age / half_life), rounded to the nearest integer, halves up; the table
ends at its first zero. It is built once by an integer recurrence: the daily factor 2^(-1/half_life)
is found as a fraction of 2^128 and multiplied up for one half-life, and every later day is an
earlier one shifted. Rounding down at each of at most 3,660 steps is wrong by less than 2^-114 of
the whole; whole half-lives, the only ages that can end in exactly one half, are exact. The tests
compare with the exact value. No floating point: a score is the same on every machine.
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
    fine = _one_half_life(half_life_days)
    table: list[int] = []
    while not table or table[-1] > 0:
        halvings, day = divmod(len(table), half_life_days)
        table.append(((fine[day] >> (_BITS - 1 + halvings)) + 1) >> 1)
    return tuple(table)


def _one_half_life(half_life_days: int) -> list[int]:
    factor = _daily_factor(half_life_days)
    fine = [MICRO << _BITS]
    while len(fine) < half_life_days:
        fine.append((fine[-1] * factor) >> _BITS)
    return fine


def _daily_factor(half_life_days: int) -> int:
    """The largest integer f with (f / 2^128)^half_life <= 1/2: Newton's root, from above."""
    power = 1 << (_BITS * half_life_days - 1)
    root = 1 << _BITS
    while True:
        lower = (half_life_days - 1) * root + power // root ** (half_life_days - 1)
        lower //= half_life_days
        if lower >= root:
            return root
        root = lower
