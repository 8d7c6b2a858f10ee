"""What a password has to be before anything is made of it."""

import unicodedata

from service.operators.numbers import PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN
from service.operators.refusals import PasswordUnfit


def typed(text: str) -> str:
    """The password as it is hashed: NFC, so that every keyboard types the same."""
    return unicodedata.normalize("NFC", text)


def read_password(text: str, name: str) -> str | PasswordUnfit:
    """A new password as it is hashed, if it is good enough."""
    password = typed(text)
    fits = PASSWORD_LENGTH_MIN <= len(password) <= PASSWORD_LENGTH_MAX
    if fits and name.casefold() not in password.casefold() and len(set(password)) > 1:
        return password
    return PasswordUnfit(length_min=PASSWORD_LENGTH_MIN, length_max=PASSWORD_LENGTH_MAX)
