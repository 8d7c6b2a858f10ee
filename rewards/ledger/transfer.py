"""One movement of seeds. Immutable, two-sided, with a reason."""

from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.ledger.accounts import name_of
from rewards.ledger.amount import Amount
from rewards.ledger.ids import reversal_id
from rewards.ledger.reasons import REVERSALS, ROUTES, Reason


class Transfer(msgspec.Struct, frozen=True, kw_only=True):
    """`amount` seeds leave ledger account `debit` and arrive at `credit`.

    `account` is the member account it belongs to, or the subject of an escrow or the charity of a
    pool if it is nobody's; `at` the programme's time of booking, `reverses` the id of the transfer
    it takes back. Build with `move` or `reversal`: the reason fixes both sides.
    """

    id: str
    debit: str
    credit: str
    amount: Amount
    reason: Reason
    at: Instant
    account: str
    reverses: str | None = None


def move(
    reason: Reason,
    *,
    transfer_id: str,
    amount: int,
    account: str,
    at: datetime,
    reverses: str | None = None,
) -> Transfer:
    """A transfer of `amount` seeds for `account`, its sides taken from the table of reasons."""
    route = ROUTES[reason]
    return Transfer(
        id=transfer_id,
        debit=name_of(route.debit, account, transfer_id),
        credit=name_of(route.credit, account, transfer_id),
        amount=amount,
        reason=reason,
        at=at,
        account=account,
        reverses=reverses,
    )


def reversal(original: Transfer, at: datetime) -> Transfer:
    """The transfer that takes `original` back whole. KeyError if its reason has no reversal."""
    return move(
        REVERSALS[original.reason],
        transfer_id=reversal_id(original.id),
        amount=original.amount,
        account=original.account,
        at=at,
        reverses=original.id,
    )
