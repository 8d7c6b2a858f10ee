"""The code of a voucher: 16 digits that check themselves, and are no pass's."""

import re

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rewards.perks import typed_code
from rewards.perks.vouchers.code import (
    DIGITS,
    PATTERN,
    candidates,
    is_well_typed,
    voucher_code_id,
    with_checks,
)
from service.http.merchant.check import PassShown
from tests.people import RIVERSIDE_BIKES, UMBRELLA_KIOSK

NUMBERS = st.integers(min_value=0, max_value=10**14 - 1)


@given(st.binary(min_size=16, max_size=16))
def test_codes_are_sixteen_digits_of_what_is_random(random: bytes) -> None:
    found = candidates(random.hex())
    assert len(found) == 2
    assert all(re.match(PATTERN, each) and is_well_typed(each) for each in found)
    assert found == candidates(random.hex())


@given(NUMBERS, st.integers(min_value=0, max_value=15), st.integers(min_value=1, max_value=9))
def test_one_wrong_digit_is_found(number: int, place: int, more: int) -> None:
    code = with_checks(number)
    wrong = str((int(code[place]) + more) % 10)
    assert not is_well_typed(code[:place] + wrong + code[place + 1 :])


@given(NUMBERS, st.integers(min_value=0, max_value=14))
def test_two_that_changed_places_are_found(number: int, place: int) -> None:
    code = with_checks(number)
    one, two = code[place : place + 2]
    assume(one != two)
    assert not is_well_typed(code[:place] + two + one + code[place + 2 :])


def test_by_the_standard() -> None:
    """ISO 7064, MOD 97-10: the example 794 has the check digits 44."""
    assert with_checks(794) == "0000000000079444"
    assert is_well_typed("0000000000079444")


@given(NUMBERS)
def test_a_pass_is_never_taken_for_it_nor_it_for_a_pass(number: int) -> None:
    code = with_checks(number)
    assert len(code) == DIGITS != typed_code.DIGITS
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"token": code}, PassShown)
    assert not re.match(PATTERN, "0" * typed_code.DIGITS)
    assert not re.match(PATTERN, "0" * 32)


def test_the_same_digits_are_another_code_elsewhere() -> None:
    code = with_checks(7)
    assert voucher_code_id(UMBRELLA_KIOSK, code) != voucher_code_id(RIVERSIDE_BIKES, code)
