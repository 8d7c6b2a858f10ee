"""Whose spending it is: a merchant sees its own, a member theirs, and the rest is "unknown"."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.ledger.spending.refusals import SpendingUnknown
from rewards.ledger.spending.spending import Spending
from service.members.account import Account
from service.store.collection import Key
from service.store.owner import Owner, of_account, of_merchant
from service.store.path.command import Command
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, SPENDINGS


class OwnSpending(msgspec.Struct, frozen=True, kw_only=True):
    """A spending with the account it belongs to, both guarded."""

    spending: Spending
    account: Account


def merchants_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The spending, and its account if the spending is the merchant's."""
    return _needs(command, view, of_merchant(command.body.merchant))


def members_needs(command: Command[Any], view: View) -> Iterable[Key]:
    """The spending, and its account if that is the caller's."""
    return _needs(command, view, of_account(command.body.account))


def merchants_spending(command: Command[Any], view: View) -> OwnSpending | SpendingUnknown:
    """The spending, if it belongs to `body.merchant`."""
    return _own(command, view, of_merchant(command.body.merchant))


def members_spending(command: Command[Any], view: View) -> OwnSpending | SpendingUnknown:
    """The spending, if it belongs to `body.account`."""
    return _own(command, view, of_account(command.body.account))


def _needs(command: Command[Any], view: View, owner: Owner) -> Iterable[Key]:
    yield SPENDINGS.key(command.body.hold)
    spending = view.peek_own(SPENDINGS, command.body.hold, owner)
    if spending is not None:
        yield ACCOUNTS.key(spending.account)


def _own(command: Command[Any], view: View, owner: Owner) -> OwnSpending | SpendingUnknown:
    spending = view.own(SPENDINGS, command.body.hold, owner)
    account = view.get(ACCOUNTS, spending.account) if spending else None
    if spending is None or account is None:
        return SpendingUnknown()
    return OwnSpending(spending=spending, account=account)
