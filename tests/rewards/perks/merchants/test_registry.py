"""Numbers and names, as they are compared."""

import pytest

from rewards.perks.merchants.refusals import RegistryNumberWrong
from rewards.perks.merchants.registry import registry_number, same_person
from tests.rewards.perks.test_credit_code import PUBLISHED


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        (PUBLISHED[0], PUBLISHED[0]),
        (f" {PUBLISHED[0][:4]} {PUBLISHED[0][4:].lower()} ", PUBLISHED[0]),
        ("HRB 0815", "HRB0815"),
        ("gb-1234567", "GB-1234567"),
    ],
)
def test_a_number_is_compared_without_spaces_and_in_capitals(typed: str, plain: str) -> None:
    assert registry_number(typed) == plain


@pytest.mark.parametrize("place", range(18))
def test_a_slip_in_a_credit_code_is_refused(place: int) -> None:
    good = PUBLISHED[0]
    other = "2" if good[place] != "2" else "3"
    wrong = good[:place] + other + good[place + 1 :]
    assert registry_number(wrong) == RegistryNumberWrong(registry_number=wrong)


def test_a_person_is_a_whole_name_and_nothing_else() -> None:
    assert same_person(" Wang  Xiaoming ") == same_person("WANG XIAOMING")
    assert same_person("王 小明") == same_person("王小明")
    assert same_person("Wang Xiao") != same_person("Wang Xiaoming")
    assert same_person("   ") == ""
