"""Amounts as readers of a language write them."""

import pytest

from service.language.languages import Language
from service.language.money import is_known, money


@pytest.mark.parametrize(
    ("minor", "currency", "english", "chinese"),
    [
        (2000, "EUR", "€20.00", "€20.00"),
        (123_456, "CNY", "CN¥1,234.56", "¥1,234.56"),
        (7, "USD", "US$0.07", "US$0.07"),
        (1500, "JPY", "JP¥1,500", "JP¥1,500"),
        (1234, "KWD", "KWD1.234", "KWD1.234"),
        (123_456, "", "1,234.56", "1,234.56"),
        (0, "", "0.00", "0.00"),
    ],
)
def test_an_amount(minor: int, currency: str, english: str, chinese: str) -> None:
    assert money(minor, currency, Language.EN) == english
    assert money(minor, currency, Language.ZH_CN) == chinese


@pytest.mark.parametrize(("currency", "known"), [("EUR", True), ("", True), ("EUX", False)])
def test_codes_of_iso_4217(currency: str, known: bool) -> None:
    assert is_known(currency) is known
