"""Nothing is lost in sharing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.shares import largest_remainder


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, (20, 80), (20, 80)),
        (7, (20, 80), (1, 6)),
        (1, (20, 80), (0, 1)),
        (5, (50, 50), (3, 2)),
        (10, (1, 1, 1), (4, 3, 3)),
        (0, (1, 2), (0, 0)),
        (3, (0, 1), (0, 3)),
    ],
)
def test_parts_by_weight(total, weights, parts):
    assert largest_remainder(total, weights) == parts


@given(
    st.integers(0, 2**53 - 1),
    st.lists(st.integers(0, 1_000), min_size=1, max_size=9).filter(any),
)
def test_parts_sum_to_the_whole_and_are_less_than_one_off(total, weights):
    parts = largest_remainder(total, weights)
    assert sum(parts) == total
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * sum(weights) - total * weight) < sum(weights)


@pytest.mark.parametrize(("total", "weights"), [(-1, (1,)), (1, ()), (1, (0, 0)), (1, (2, -1))])
def test_what_cannot_be_shared_is_an_error(total, weights):
    with pytest.raises(ValueError, match="cannot be shared"):
        largest_remainder(total, weights)
