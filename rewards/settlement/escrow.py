"""Escrow: the pool waits in an account of its own until it is paid or goes back.

Funding comes from the mint before anyone can win, so what is promised is always there. What belongs
to no member carries the subject as its account.
"""

from datetime import datetime

from rewards.ledger.ids import fund_id, remainder_id, return_id
from rewards.ledger.reasons import Reason
from rewards.ledger.transfer import Transfer, move
from rewards.settlement.plan import Award, Plan


def fund(subject: str, amount: int, at: datetime, *, revision: int = 1) -> Transfer:
    """The transfer that fills the escrow of `subject`, once for each revision."""
    return move(
        Reason.ESCROW_FUND,
        transfer_id=fund_id(subject, revision),
        amount=amount,
        account=subject,
        at=at,
    )


def pay(award: Award, at: datetime) -> Transfer:
    """The transfer that pays one award, for `rewards.ledger.earn`."""
    return move(
        Reason.PRIZE, transfer_id=award.id, amount=award.amount, account=award.account, at=at
    )


def unclaimed(award: Award, subject: str, at: datetime) -> Transfer:
    """The transfer of an award whose account is closed to the declared account.

    It has the id of the payment, so that an award is paid or left, never both.
    """
    return move(
        Reason.PRIZE_UNCLAIMED,
        transfer_id=award.id,
        amount=award.amount,
        account=subject,
        at=at,
    )


def leave(plan: Plan, at: datetime) -> Transfer | None:
    """The transfer of what nobody won to the declared account; None if all was won."""
    if plan.remainder == 0:
        return None
    return move(
        Reason.PRIZE_REMAINDER,
        transfer_id=remainder_id(subject=plan.subject, revision=plan.revision),
        amount=plan.remainder,
        account=plan.subject,
        at=at,
    )


def give_back(subject: str, amount: int, at: datetime) -> Transfer:
    """The transfer that returns the pool of what was called off, once."""
    return move(
        Reason.ESCROW_RETURN, transfer_id=return_id(subject), amount=amount, account=subject, at=at
    )
