"""What an erasure does with vouchers: all that can still be redeemed are given back first."""

from collections.abc import Iterable
from typing import Any

from rewards.perks.vouchers.give_back import leave_voucher
from service.flows.vouchers.own_voucher import with_voucher
from service.flows.vouchers.voucher_step import after_step, booked
from service.members.account import Account
from service.store.collection import Key
from service.store.path.command import Command, Effect
from service.store.path.state import View
from service.store.schema.page import VOUCHERS


def vouchers_needs(view: View, account: Account | None) -> Iterable[Key]:
    """The vouchers that an account holds, then the stock that they are of."""
    for id_ in account.vouchers if account else ():
        yield VOUCHERS.key(id_)
        yield from with_voucher(view.peek(VOUCHERS, id_))


def leave_vouchers(
    command: Command[Any], view: View, account: Account
) -> tuple[Account, tuple[Effect, ...]]:
    """The account that holds none and has their seeds, and all that is written beside it.

    Nobody is told: the member is being forgotten, and so are events of theirs.
    """
    effects: list[Effect] = []
    for id_ in account.vouchers:
        voucher = view.get(VOUCHERS, id_)
        if voucher is None:
            raise ValueError(f"{account.id} holds voucher {id_}, and there is none")
        numbers = command.programme.numbers.ledger
        step = leave_voucher(voucher, account.purse, at=command.domain_at, numbers=numbers)
        account = after_step(account, step)
        effects += booked(view, step)
    return account, tuple(effects)
