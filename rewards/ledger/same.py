"""The same transfer sent again: the old answer, or which field differs."""

from rewards.ledger.refusals import DifferentTransfer
from rewards.ledger.transfer import Transfer

# `at` is left out: a repeat is later by nature, and the first booking's time stands.
_CONTENT = ("reason", "account", "debit", "credit", "amount", "reverses")


def same(existing: Transfer, wanted: Transfer) -> Transfer | DifferentTransfer:
    """`existing` if `wanted` says the same, else a refusal naming the first field that differs.

    ValueError if the ids differ: then nothing asks whether they are the same.
    """
    if existing.id != wanted.id:
        raise ValueError(f"{existing.id} and {wanted.id} are two transfers")
    for field in _CONTENT:
        old, new = getattr(existing, field), getattr(wanted, field)
        if old != new:
            return DifferentTransfer(
                id=existing.id, field=field, existing=str(old), wanted=str(new)
            )
    return existing
