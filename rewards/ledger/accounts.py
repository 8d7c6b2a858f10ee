"""Names of ledger accounts. A member account has two; the others are the programme's.

`programme:mint` is the source of every seed: its negative balance is what has been issued and not
taken back. `programme:debts` is negative by what members owe. `programme:spent` holds what was
spent, `programme:vouchers` what vouchers cost that can still be redeemed,
`programme:remainder` what no prize could share equally, `escrow:<subject>` the pool of one
settlement until it is paid, `charity:<pool>` what members gave. What is not a member's is
journalled only.
"""

import enum

from rewards.ledger.ids import part, pool_of, subject_of


class Side(enum.StrEnum):
    """The kinds of ledger account a transfer can touch."""

    MINT = "mint"
    RIPE = "ripe"
    SEEDS = "seeds"
    ESCROW = "escrow"
    REMAINDER = "remainder"
    SPENT = "spent"
    VOUCHERS = "vouchers"
    CHARITY = "charity"
    DEBTS = "debts"


MINT = "programme:mint"
SPENT = "programme:spent"
VOUCHERS = "programme:vouchers"
DEBTS = "programme:debts"
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


def charity(pool: str) -> str:
    """Ledger account of what members have given to a charity pool."""
    return f"charity:{part(pool)}"


def name_of(side: Side, account: str, transfer_id: str) -> str:
    """The ledger account that `side` means in a transfer of `account` with this id.

    ValueError if the side is an escrow or a charity and the id names none.
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
        case Side.SPENT:
            return SPENT
        case Side.VOUCHERS:
            return VOUCHERS
        case Side.CHARITY:
            return charity(pool_of(transfer_id))
        case Side.DEBTS:
            return DEBTS


def may_be_negative(name: str) -> bool:
    """True for what the programme issues and lends."""
    return name in {MINT, DEBTS}
