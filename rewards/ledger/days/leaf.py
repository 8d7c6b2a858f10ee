"""A transfer as a leaf: its canonical bytes under a salt that only its account's key gives.

Erasing the key of an account makes its leaves say nothing, and changes no hash.
"""

import hashlib
import hmac
from datetime import UTC

from rewards.ledger.transfer import Transfer
from rewards.merkle import SALT_BYTES, salted
from rewards.settlement.canonical import canonical

KEY_BYTES = 32
"""Length of an account's salt key; random."""

FORMAT = "seedbank transfer 1"


def salt_of(key: bytes, transfer: str) -> bytes:
    """The salt of the transfer with this id: the first bytes of HMAC-SHA256 of the id."""
    return hmac.new(key, transfer.encode(), hashlib.sha256).digest()[:SALT_BYTES]


def content(transfer: Transfer) -> bytes:
    """Canonical JSON of [format, id, debit, credit, amount, reason, at, account, reverses].

    Named one by one: a field that transfers get later must not change the leaves of today.
    """
    return canonical(
        [
            FORMAT,
            transfer.id,
            transfer.debit,
            transfer.credit,
            transfer.amount,
            transfer.reason,
            transfer.at.astimezone(UTC),
            transfer.account,
            transfer.reverses,
        ]
    )


def leaf(salt: bytes, transfer: Transfer) -> bytes:
    """The leaf's hash. ValueError for a salt of another length."""
    return salted(salt, content(transfer))
