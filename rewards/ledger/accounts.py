"""Names of ledger accounts. A member account has two; the programme has one.

`programme:mint` is the source of every seed and the only account that may be negative: its negative
balance is what has been issued and not taken back. It is journalled only.
"""

import enum

from rewards.ledger.ids import part


class Side(enum.StrEnum):
    """The kinds of ledger account a transfer can touch."""

    MINT = "mint"
    RIPE = "ripe"
    SEEDS = "seeds"


MINT = "programme:mint"


def ripe(account: str) -> str:
    """Ledger account of what `account` has earned and not yet collected."""
    return f"ripe:{part(account)}"


def seeds(account: str) -> str:
    """Ledger account of what `account` has collected."""
    return f"seeds:{part(account)}"


def name_of(side: Side, account: str) -> str:
    """The ledger account that `side` means in a transfer of `account`."""
    match side:
        case Side.MINT:
            return MINT
        case Side.RIPE:
            return ripe(account)
        case Side.SEEDS:
            return seeds(account)


def may_be_negative(name: str) -> bool:
    """True for the mint alone."""
    return name == MINT
