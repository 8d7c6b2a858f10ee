"""Names of ledger accounts. A member account has two; the programme has two and its escrows.

`programme:mint` is the source of every seed and the only account that may be negative: its negative
balance is what has been issued and not taken back. `programme:remainder` holds what no prize could
share equally. `escrow:<subject>` holds the pool of one settlement until it is paid. What is not a
member's is journalled only.
"""

import enum

from rewards.ledger.ids import part, subject_of


class Side(enum.StrEnum):
    """The kinds of ledger account a transfer can touch."""

    MINT = "mint"
    RIPE = "ripe"
    SEEDS = "seeds"
    ESCROW = "escrow"
    REMAINDER = "remainder"


MINT = "programme:mint"
REMAINDER = "programme:remainder"


def ripe(account: str) -> str:
    """Ledger account of what `account` has earned and not yet collected."""
    return f"ripe:{part(account)}"


def seeds(account: str) -> str:
    """Ledger account of what `account` has collected."""
    return f"seeds:{part(account)}"


def escrow(subject: str) -> str:
    """Ledger account of the pool that the settlement of `subject` pays from."""
    return f"escrow:{part(subject)}"


def name_of(side: Side, account: str, transfer_id: str) -> str:
    """The ledger account that `side` means in a transfer of `account` with this id.

    ValueError if the side is an escrow and the id names no subject.
    """
    match side:
        case Side.MINT:
            return MINT
        case Side.RIPE:
            return ripe(account)
        case Side.SEEDS:
            return seeds(account)
        case Side.ESCROW:
            return escrow(subject_of(transfer_id))
        case Side.REMAINDER:
            return REMAINDER


def may_be_negative(name: str) -> bool:
    """True for the mint alone."""
    return name == MINT
