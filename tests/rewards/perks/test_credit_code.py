"""Codes that organisations publish of themselves, and what a slip of the pen makes of any code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.perks.credit_code import (
    ALPHABET,
    check_character,
    is_credit_code,
    looks_like_credit_code,
)
from service.programme_demo import DEMO

# Of companies that print them on their pages, and the example of python-stdnum.
PUBLISHED = ("9144030071526726XG", "91330100799655058B", "91110000600037341L")

letters = st.sampled_from(ALPHABET)
firsts = st.tuples(
    st.text(letters, min_size=2, max_size=2),
    st.text(st.sampled_from("0123456789"), min_size=6, max_size=6),
    st.text(letters, min_size=9, max_size=9),
).map("".join)


@pytest.mark.parametrize("code", PUBLISHED)
def test_a_published_code_is_one(code: str) -> None:
    assert is_credit_code(code)
    assert looks_like_credit_code(code)


def test_the_merchants_of_the_demo_have_codes_that_could_be() -> None:
    assert [each.id for each in DEMO.merchants if not is_credit_code(each.registry_number)] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9144030071526726X",
        "9144030071526726XGG",
        "9144030071526726xg",
        " 9144030071526726XG",
        "9144030071526726X\uff27",
        "91A4030071526726XG",
        "9144030071526726X0",
        "I144030071526726XG",
        "914403007152672\u0666XG",
    ],
)
def test_what_is_no_code(text: str) -> None:
    assert not is_credit_code(text)


@pytest.mark.parametrize("letter", "IOSVZ")
def test_letters_that_look_like_others_are_not_in_it(letter: str) -> None:
    assert letter not in ALPHABET
    assert not is_credit_code("9144030071526726X" + letter)


def test_there_are_31_characters_each_once() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 31


@pytest.mark.parametrize("first", ["", "9" * 16, "9" * 18, "9" * 16 + "O"])
def test_only_17_characters_of_the_alphabet_are_checked(first: str) -> None:
    with pytest.raises(ValueError, match=r"17 characters|not found"):
        check_character(first)


@given(first=firsts)
def test_each_17_characters_have_one_that_checks_them(first: str) -> None:
    assert [each for each in ALPHABET if is_credit_code(first + each)] == [check_character(first)]


@given(first=firsts, at=st.integers(0, 17), other=letters)
def test_one_wrong_character_is_always_noticed(first: str, at: int, other: str) -> None:
    code = first + check_character(first)
    wrong = code[:at] + other + code[at + 1 :]
    assert is_credit_code(wrong) == (wrong == code)


@given(first=firsts, at=st.integers(0, 16))
def test_two_neighbours_in_the_wrong_order_are_always_noticed(first: str, at: int) -> None:
    code = first + check_character(first)
    swapped = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
    assert is_credit_code(swapped) == (swapped == code)
