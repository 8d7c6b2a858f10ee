"""Whose voucher it is: a merchant sees its own, a member theirs, and the rest is "unknown"."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.perks.vouchers.refusals import VoucherUnknown
from rewards.perks.vouchers.voucher import Voucher
from service.members.account import Account
from service.store.collection import Key
from service.store.owner import of_account, of_merchant
from service.store.path.command import Command
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, STOCKS, VOUCHERS


class OwnVoucher(msgspec.Struct, frozen=True, kw_only=True):
    """A voucher with the account it belongs to, both guarded."""

    voucher: Voucher
    account: Account


def with_voucher(voucher: Voucher | None) -> Iterable[Key]:
    """What changes with a voucher: its account, and the stock that it is of."""
    if voucher is not None:
        yield ACCOUNTS.key(voucher.account)
        if voucher.stocked:
            yield STOCKS.key(voucher.perk)


def any_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The voucher that the body names and what changes with it, whosever it is: for jobs."""
    yield VOUCHERS.key(command.body.voucher)
    yield from with_voucher(view.peek(VOUCHERS, command.body.voucher))


def merchants_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The voucher, and what changes with it if it is the merchant's."""
    body = command.body
    yield VOUCHERS.key(body.voucher)
    yield from with_voucher(view.peek_own(VOUCHERS, body.voucher, of_merchant(body.merchant)))


def members_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The voucher, and what changes with it if it is the caller's."""
    body = command.body
    yield VOUCHERS.key(body.voucher)
    yield from with_voucher(view.peek_own(VOUCHERS, body.voucher, of_account(body.account)))


def any_voucher(command: Command[Any], view: View) -> OwnVoucher | VoucherUnknown:
    """Whoever it belongs to: for jobs."""
    return with_account(view, view.get(VOUCHERS, command.body.voucher))


def merchants_voucher(command: Command[Any], view: View) -> OwnVoucher | VoucherUnknown:
    """The voucher, if it is good at `body.merchant`."""
    body = command.body
    return with_account(view, view.own(VOUCHERS, body.voucher, of_merchant(body.merchant)))


def members_voucher(command: Command[Any], view: View) -> OwnVoucher | VoucherUnknown:
    """The voucher, if it belongs to `body.account`."""
    body = command.body
    return with_account(view, view.own(VOUCHERS, body.voucher, of_account(body.account)))


def with_account(view: View, voucher: Voucher | None) -> OwnVoucher | VoucherUnknown:
    """Both, if there are both."""
    account = view.get(ACCOUNTS, voucher.account) if voucher else None
    if voucher is None or account is None:
        return VoucherUnknown()
    return OwnVoucher(voucher=voucher, account=account)
