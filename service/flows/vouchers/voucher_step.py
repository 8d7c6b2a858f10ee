"""What the steps of a voucher write."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.perks.stock import with_one_back
from rewards.perks.terms.limit import without_use
from rewards.perks.vouchers.voucher import BACK, Step, Voucher
from service.flows.vouchers.voucher_view import voucher_view
from service.members.account import Account
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.store.path.command import Append, Command, Effect, Emit, Put
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, INBOX, STOCKS, TRANSFERS, VOUCHERS


def stepped(view: View, account: Account, step: Step) -> Iterable[Effect]:
    """The voucher, the account with its purse, what is booked, the stock, and an event."""
    yield Put(ACCOUNTS, after_step(account, step))
    yield from booked(view, step)
    yield Emit(
        account=account.id,
        kind=f"voucher_{step.voucher.state.value}",
        data=voucher_view(step.voucher),
        merchant=step.voucher.merchant,
    )


def after_step(account: Account, step: Step) -> Account:
    """The account, which does not hold the voucher any more. What was given back was not had: it
    counts for no limit."""
    voucher, uses = step.voucher, account.uses
    if voucher.state in BACK:
        uses = without_use(uses, voucher.perk, at=voucher.at)
    held = tuple(each for each in account.vouchers if each != voucher.id)
    return msgspec.structs.replace(account, purse=step.moved.purse, vouchers=held, uses=uses)


def booked(view: View, step: Step) -> Iterable[Effect]:
    """All but the account: the voucher, what is booked, and one more in stock if it comes back."""
    voucher = step.voucher
    yield Put(VOUCHERS, voucher)
    # Their ids come from the voucher, which is redeemed once and given back once.
    yield from (Append(TRANSFERS, transfer) for transfer in step.moved.transfers)
    stock = view.get(STOCKS, voucher.perk) if voucher.stocked and voucher.state in BACK else None
    if stock is not None:
        yield Put(STOCKS, with_one_back(stock))


def tell(command: Command[Any], before: Voucher, after: Voucher, kind: MessageKind) -> Effect:
    """A message of what somebody else, or time, has done."""
    # Every step raises the voucher's version, so each has its one message.
    message = new_message(
        f"message:voucher:{after.id}:{before.version}",
        account=after.account,
        kind=kind,
        at=command.domain_at,
        parameters={
            "voucher": after.id,
            "perk": after.perk,
            "merchant": after.merchant,
            "seeds": after.seeds,
        },
    )
    return Append(INBOX, message)
