"""Slabs of a window: never over the limit, and under it by no more than is stated."""

import random

import pytest

from service.limits.numbers import EXACT_MAX, SECURITY, RateNumbers
from service.limits.rate import Rate
from service.limits.slabs import granted_of, is_exact, slab_max, slab_of, undershoot


def rate(times: int) -> Rate:
    return Rate(times=times, seconds=60)


@pytest.mark.parametrize("times", [1, 5, EXACT_MAX])
def test_small_limits_count_every_try(times: int) -> None:
    assert is_exact("anything", rate(times))


def test_larger_ones_are_leased_unless_they_protect_somebody() -> None:
    assert not is_exact("anything", rate(EXACT_MAX + 1))
    assert all(is_exact(policy, rate(100_000)) for policy in SECURITY)
    assert set(RateNumbers.__struct_fields__) >= SECURITY


def test_what_gives_something_away_is_counted_exactly() -> None:
    """By name: whoever adds a limit of this kind has to say so in SECURITY."""
    for policy in RateNumbers.__struct_fields__:
        protects = policy.startswith(("codes_per", "tries_per", "invitations_", "operator_tries"))
        assert protects is (policy in SECURITY)


@pytest.mark.parametrize(
    ("times", "processes", "lost", "most"),
    [
        (1_000, 1, 0, 0),
        (1_000, 4, 0, 57),
        (1_000, 4, 1, 77),
        (1_200, 4, 0, 69),
        (6_000, 4, 0, 357),
        (21, 64, 0, 0),
        (99, 64, 3, 3),
        (100, 64, 100, 100),
    ],
)
def test_the_stated_undershoot(times: int, processes: int, lost: int, most: int) -> None:
    assert undershoot(rate(times), processes=processes, lost=lost) == most


def test_slabs_are_small_near_the_end() -> None:
    limit = rate(1_000)
    slabs = [slab_of(limit, left) for left in (1_000, 160, 80, 16, 8, 7, 1, 0)]
    assert slabs == [20, 20, 10, 2, 1, 1, 1, 1]


@pytest.mark.parametrize(
    ("before", "granted"), [(-5, 20), (0, 20), (980, 20), (990, 10), (1_000, 0), (5_000, 0)]
)
def test_a_slab_is_granted_as_far_as_the_limit_goes(before: int, granted: int) -> None:
    assert granted_of(rate(1_000), before, 20) == granted


@pytest.mark.parametrize("seed", range(50))
def test_any_order_of_any_processes_stays_between_the_two_bounds(seed: int) -> None:
    """Processes take tries at random, some die; until one of them is refused."""
    chance = random.Random(seed)
    limit = rate(chance.choice([21, 57, 100, 999, 1_000, 5_000]))
    processes = chance.randrange(1, 9)
    left, behind = [0] * processes, [limit.times] * processes
    counter = passed = lost = 0
    while True:
        who = chance.randrange(processes) if chance.random() < 0.7 else 0
        if not left[who] and behind[who]:
            slab = slab_of(limit, behind[who])
            left[who] = granted_of(limit, counter, slab)
            counter += slab
            behind[who] = max(0, limit.times - counter)
        if not left[who]:
            break
        left[who] -= 1
        passed += 1
        if chance.random() < 0.01:  # it dies, and another one takes its place
            lost += bool(left[who])
            left[who], behind[who] = 0, limit.times
    stated = undershoot(limit, processes=processes, lost=lost)
    assert limit.times - stated <= passed <= limit.times
    assert slab_max(limit) * 50 <= max(50, limit.times)
