"""Give back: the seeds of a voucher are the member's again, in the lots that they left."""

from datetime import datetime

from rewards.economy import LedgerNumbers
from rewards.ledger.purse import Moved, Purse
from rewards.ledger.refusals import AlreadyReversed, NotReversible
from rewards.ledger.spend import refund
from rewards.ledger.transfer import reversal
from rewards.perks.vouchers.refusals import NotReturnable, WrongVoucherState
from rewards.perks.vouchers.voucher import Step, Voucher, VoucherState, enter, follow


def return_voucher(
    voucher: Voucher, purse: Purse, *, at: datetime, numbers: LedgerNumbers
) -> Step | WrongVoucherState | NotReturnable:
    """By the member, before it is redeemed, if its terms allow it; after its end in any case."""
    step = _back(voucher, purse, VoucherState.RETURNED, at=at, numbers=numbers)
    if isinstance(step, Step) and not voucher.returnable and at < voucher.ends_at:
        return NotReturnable(ends_at=voucher.ends_at)
    return step


def refund_voucher(
    voucher: Voucher, purse: Purse, *, at: datetime, numbers: LedgerNumbers
) -> Step | WrongVoucherState:
    """By the merchant, whether or not it was redeemed."""
    return _back(voucher, purse, VoucherState.REFUNDED, at=at, numbers=numbers)


def leave_voucher(voucher: Voucher, purse: Purse, *, at: datetime, numbers: LedgerNumbers) -> Step:
    """With the membership, whatever the terms. ValueError if it is not held."""
    step = _back(voucher, purse, VoucherState.RETURNED, at=at, numbers=numbers)
    if isinstance(step, WrongVoucherState):
        raise ValueError(f"voucher {voucher.id} is held by nobody: it is {voucher.state}")
    return step


def expire_voucher(
    voucher: Voucher, purse: Purse, *, at: datetime, numbers: LedgerNumbers
) -> Step | None:
    """By time, booked at `at`; None if it is not over, or something else has happened to it."""
    if at < voucher.ends_at or follow(voucher, VoucherState.EXPIRED) is not None:
        return None
    step = _back(voucher, purse, VoucherState.EXPIRED, at=at, numbers=numbers)
    return step if isinstance(step, Step) else None


def _back(
    voucher: Voucher, purse: Purse, state: VoucherState, *, at: datetime, numbers: LedgerNumbers
) -> Step | WrongVoucherState:
    if (wrong := follow(voucher, state)) is not None:
        return wrong
    back = refund(purse, voucher.paid, lots=voucher.lots, known=None, at=at, numbers=numbers)
    if isinstance(back, NotReversible | AlreadyReversed):
        raise ValueError(f"voucher {voucher.id} cannot be given back: {back.detail()}")
    # What was redeemed goes the way back that it came, through what waits for vouchers.
    undone = (
        () if voucher.redeemed_at is None else (reversal(voucher.spent(voucher.redeemed_at), at),)
    )
    moved = Moved(purse=back.purse, transfers=(*undone, *back.transfers))
    return Step(voucher=enter(voucher, state, at), moved=moved)
