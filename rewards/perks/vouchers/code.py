"""The code of a voucher: 16 digits, of which the last two check the others.

It lives for days, not for a minute like the eight digits of a pass, and a merchant has thousands of
them open at once: so it is longer, and what is typed for the one is never taken for the other. A
hundred million million numbers: with a hundred thousand codes open at one merchant, and five wrong
ones in five minutes, one till would guess for two thousand years. The check digits find any wrong
digit and any two that changed places; source: ISO 7064, MOD 97-10.
"""

import msgspec

from rewards.calendar import Instant

DIGITS = 16
PATTERN = f"^[0-9]{{{DIGITS}}}$"
CANDIDATES = 2
_MODULUS = 97
_CHECKS = 2
_NUMBERS = 10 ** (DIGITS - _CHECKS)
_HEX = 16


class VoucherCode(msgspec.Struct, frozen=True, kw_only=True):
    """Which voucher these digits are, at one merchant. Garbage some time after `expires_at`."""

    id: str
    voucher: str
    expires_at: Instant


def candidates(random: str) -> tuple[str, ...]:
    """Codes out of 128 random bits as hex digits, the first of which is as good as always free."""
    pieces = (random[at : at + _HEX] for at in range(0, CANDIDATES * _HEX, _HEX))
    return tuple(with_checks(int(piece, 16) % _NUMBERS) for piece in pieces)


def with_checks(number: int) -> str:
    """The code of a number of 14 digits."""
    checks = _MODULUS + 1 - number * 10**_CHECKS % _MODULUS
    return f"{number:0{DIGITS - _CHECKS}d}{checks:0{_CHECKS}d}"


def is_well_typed(code: str) -> bool:
    """Whether the check digits fit. `code` is 16 digits."""
    return int(code) % _MODULUS == 1


def voucher_code_id(merchant: str, digits: str) -> str:
    """The id of a code: the same digits are another code at another merchant."""
    return f"{merchant}:{digits}"
