"""Slabs of a window: how large they are, and by how much a leased limit may undershoot. Pure."""

from service.limits.numbers import EXACT_MAX, SECURITY
from service.limits.rate import Rate

SLABS = 50  # in a window: a process writes once for each
NEAR_END = 8  # a slab is at most this part of what is left, so that the last ones are small


def is_exact(policy: str, rate: Rate) -> bool:
    """Whether every try is counted in the database."""
    return policy in SECURITY or rate.times <= EXACT_MAX


def slab_max(rate: Rate) -> int:
    """The largest slab that a process ever holds."""
    return max(1, rate.times // SLABS)


def slab_of(rate: Rate, left: int) -> int:
    """How much to lease when so much of the window is left, at least 1."""
    return max(1, min(slab_max(rate), left // NEAR_END))


def granted_of(rate: Rate, before: int, slab: int) -> int:
    """How much of a slab that begins at `before` lies within the limit. Slabs never overlap, so
    all that is ever granted is within it too."""
    return max(0, min(slab, rate.times - before))


def undershoot(rate: Rate, *, processes: int, lost: int = 0) -> int:
    """By how much a caller may be stopped early, at most.

    When the first try is refused, that process has used its slab up; each other one has used one
    of its own at least. `lost` counts the slabs that nobody can use any more: of processes that
    died in the window, of answers that never arrived, of callers forgotten for want of memory.
    """
    slab = slab_max(rate)
    return min(rate.times, (slab - 1) * (processes - 1) + slab * lost)
