"""Money in words: whole minor units of one currency, as readers of one language write it. Pure."""

from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision, is_currency

from service.language.languages import LOCALES, Language

DIGITS = 2
"""After the point, where no currency is named."""


def is_known(currency: str) -> bool:
    """Whether ISO 4217 has such a code; empty names none, which is allowed."""
    return not currency or is_currency(currency)


def digits_of(currency: str) -> int:
    """How many digits a minor unit is: EUR has 2, JPY none, KWD 3."""
    return get_currency_precision(currency) if currency else DIGITS


def money(minor: int, currency: str, language: Language) -> str:
    """2000 minor units of EUR as €20.00; without a currency as 20.00."""
    amount = Decimal(minor).scaleb(-digits_of(currency))
    if not currency:
        return f"{amount:,.{DIGITS}f}"
    said: str = format_currency(amount, currency, locale=LOCALES[language])
    return said
