"""A member gives a voucher back before it is redeemed."""

import msgspec

from rewards.perks.vouchers.give_back import return_voucher
from rewards.refusal import Refusal
from service.flows.vouchers.own_voucher import members_needs, members_voucher
from service.flows.vouchers.voucher_step import stepped
from service.flows.vouchers.voucher_view import MyVoucher, my_voucher
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class ReturnVoucher(msgspec.Struct, frozen=True, kw_only=True):
    """Which of this account's."""

    account: str
    voucher: str


def decide(command: Command[ReturnVoucher], view: View) -> Outcome[MyVoucher]:
    """Its seeds are there again, in every state of the membership: nobody has to be active to give
    something back."""
    own = members_voucher(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    numbers = command.programme.numbers.ledger
    step = return_voucher(own.voucher, own.account.purse, at=command.domain_at, numbers=numbers)
    if isinstance(step, Refusal):
        return Outcome(step)
    return Outcome(my_voucher(step.voucher), tuple(stepped(view, own.account, step)))


RETURN_VOUCHER = Rule("return_voucher", MyVoucher, members_needs, decide)
