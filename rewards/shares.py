"""Sharing whole numbers: parts that sum to the whole, exactly."""

from collections.abc import Sequence


def largest_remainder(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """`total` in parts by `weights`: floored, then one more for the largest remainders.

    Of equal remainders the first is served first. ValueError for a negative number, or no weight.
    """
    whole = sum(weights)
    if total < 0 or whole <= 0 or min(weights) < 0:
        raise ValueError(f"{total} cannot be shared by {list(weights)}")
    parts = [total * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda n: (-(total * weights[n] % whole), n))
    for n in order[: total - sum(parts)]:
        parts[n] += 1
    return tuple(parts)
