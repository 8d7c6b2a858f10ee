"""Eight digits for a counter that cannot scan."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.economy import PerkNumbers
from rewards.perks.refusals import TooManyWrongCodes
from rewards.perks.typed_code import (
    Tries,
    TypedCode,
    candidates,
    code_id,
    is_over,
    may_type,
    tries_id,
    with_wrong,
)
from tests.people import MINUTE, MS, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK

NUMBERS = PerkNumbers(code_tries=2, code_window_minutes=5)
END = NOON + 5 * MINUTE
HERE = {"merchant": UMBRELLA_KIOSK, "till": "t1", "numbers": NUMBERS}


@given(st.binary(min_size=16, max_size=16))
def test_codes_are_eight_digits_of_what_is_random(random):
    found = candidates(random.hex())
    assert len(found) == 3
    assert all(len(each) == 8 and each.isdecimal() for each in found)
    assert found == candidates(random.hex())


@given(st.text(alphabet="0123456789", min_size=8, max_size=8))
def test_the_same_digits_are_another_code_elsewhere(digits):
    assert code_id(UMBRELLA_KIOSK, digits) != code_id(RIVERSIDE_BIKES, digits)
    assert tries_id(UMBRELLA_KIOSK, "t1") != tries_id(UMBRELLA_KIOSK, "t2")


def test_digits_open_nothing_once_their_pass_has_ended():
    code = TypedCode(id="umbrella-kiosk:12345678", token="0" * 32, expires_at=END)
    assert [is_over(code, at) for at in (END - MS, END)] == [False, True]
    assert is_over(None, NOON)


def test_after_so_many_wrong_ones_a_till_waits_for_the_end_of_its_window():
    first = with_wrong(None, at=NOON, **HERE)
    assert first == Tries(id="umbrella-kiosk:t1", wrong=1, ends_at=END)
    assert may_type(first, at=NOON, numbers=NUMBERS) is None
    second = with_wrong(first, at=END - MS, **HERE)
    assert (second.wrong, second.ends_at) == (2, END)
    assert may_type(second, at=END - MS, numbers=NUMBERS) == TooManyWrongCodes(until=END)
    assert may_type(second, at=END, numbers=NUMBERS) is None


@pytest.mark.parametrize("wrong", [1, 2, 9])
def test_a_window_that_is_over_counts_for_nothing(wrong):
    old = Tries(id="umbrella-kiosk:t1", wrong=wrong, ends_at=NOON, version=3)
    assert may_type(old, at=NOON, numbers=NUMBERS) is None
    again = with_wrong(old, at=NOON, **HERE)
    assert again == msgspec.structs.replace(old, wrong=1, ends_at=END)
