"""Amounts as they are typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.language.languages import Language
from service.language.money import digits_of, money
from service.pages.merchant.money import example, minor_of


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


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("1234", "JPY", 1234),
        ("12.5", "JPY", None),
        ("0,5", "KWD", 500),
        ("1.234", "KWD", 1234),
        ("1.234", "EUR", None),
    ],
)
def test_an_amount_has_the_digits_of_its_currency(
    text: str, currency: str, minor: int | None
) -> None:
    assert minor_of(text, digits_of(currency)) == minor


@pytest.mark.parametrize(("currency", "text"), [("JPY", "12"), ("EUR", "12.50"), ("KWD", "12.500")])
def test_what_is_named_as_an_example_can_be_typed(currency: str, text: str) -> None:
    digits = digits_of(currency)
    assert example(digits) == text
    assert minor_of(text, digits) is not None


@given(st.integers(0, 99_999), st.sampled_from(["", "EUR", "CNY", "JPY", "KWD"]))
def test_what_is_shown_can_be_typed(minor: int, currency: str) -> None:
    shown = "".join(each for each in money(minor, currency, Language.EN) if each in ".0123456789")
    assert minor_of(shown, digits_of(currency)) == minor
