"""Codes: short, typeable, read however they were typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.invitations.code import ALPHABET, LENGTH, code_of, read_code
from rewards.ledger.ids import is_part


@given(st.integers(0, 2**128 - 1))
def test_a_code_is_read_as_it_was_made(random):
    code = code_of(random)
    assert len(code) == LENGTH
    assert set(code) <= set(ALPHABET)
    assert is_part(code)
    assert read_code(code) == read_code(f" {code[:5].lower()}-{code[5:]} ") == code


@given(st.integers(0, 2**50 - 1), st.integers(0, 2**50 - 1))
def test_other_bits_make_another_code(one, other):
    assert (code_of(one) == code_of(other)) == (one == other)


def test_what_looks_alike_is_read_alike():
    assert read_code("oO0iIlL1zZ") == "00011111ZZ"


@pytest.mark.parametrize(
    "typed",
    ["", "-", "0" * 9, "0" * 11, "U000000000", "000000000!", "\u0660" * 10, "0" * 10 + "\x00"],
)
def test_what_cannot_be_a_code_is_none(typed):
    assert read_code(typed) is None


def test_a_code_is_not_made_of_less_than_nothing():
    with pytest.raises(ValueError, match="random bits"):
        code_of(-1)
