"""A merchant gives the seeds of a voucher back."""

import msgspec

from rewards.ledger.spending.refusals import NobodyToRefund
from rewards.perks.vouchers.give_back import refund_voucher
from rewards.refusal import Refusal
from service.flows.vouchers.own_voucher import merchants_needs, merchants_voucher
from service.flows.vouchers.voucher_step import stepped, tell
from service.flows.vouchers.voucher_view import VoucherView, voucher_view
from service.members.message import MessageKind
from service.members.states import State
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class RefundVoucher(msgspec.Struct, frozen=True, kw_only=True):
    """Which of this merchant's."""

    merchant: str
    voucher: str


def decide(command: Command[RefundVoucher], view: View) -> Outcome[VoucherView]:
    """All of its seeds go back into the lots they came from, good for a week at least."""
    own = merchants_voucher(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    if own.account.state is State.ERASED:
        return Outcome(NobodyToRefund())
    numbers = command.programme.numbers.ledger
    step = refund_voucher(own.voucher, own.account.purse, at=command.domain_at, numbers=numbers)
    if isinstance(step, Refusal):
        return Outcome(step)
    effects = (
        *stepped(view, own.account, step),
        tell(command, own.voucher, step.voucher, MessageKind.VOUCHER_REFUNDED),
    )
    return Outcome(voucher_view(step.voucher), effects)


REFUND_VOUCHER = Rule("refund_voucher", VoucherView, merchants_needs, decide)
