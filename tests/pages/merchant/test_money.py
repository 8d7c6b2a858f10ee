"""Amounts as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.pages.merchant.money import minor_of
from service.pages.words import money


@pytest.mark.parametrize(
    ("text", "minor"),
    [("12.50", 1250), ("12,5", 1250), (" 12 ", 1200), ("0.07", 7), ("0", 0), ("007", 700)],
)
def test_an_amount(text: str, minor: int) -> None:
    assert minor_of(text) == minor


@pytest.mark.parametrize(
    "text",
    [
        "",
        ".5",
        "5.",
        "1.234",
        "1e3",
        "-1",
        "+1",
        "1 000",
        "1,000.00",
        "\u0661",
        "1" * 13,
        "0x1",
        "NaN",
    ],
)
def test_no_amount(text: str) -> None:
    assert minor_of(text) is None


@given(st.integers(0, 99_999))
def test_what_is_shown_can_be_typed(minor: int) -> None:
    assert minor_of(money(minor).replace(",", "")) == minor
