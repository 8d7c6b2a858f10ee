"""What the flows of a member's own account have in common.

Their bodies have a field `account`: the id in the access token, never one that the caller sent.
"""

from collections.abc import Iterable
from typing import Any

from rewards.refusal import Refusal
from service.members.account import Account
from service.members.refusals import MembershipNotActive
from service.members.states import State
from service.store.collection import Key
from service.store.path.command import Command
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS


class AccountGone(Refusal, frozen=True, kw_only=True):
    """The token speaks of an account that is no more."""

    def detail(self) -> str:
        return "This membership no longer exists. Sign in again to begin a new one."


def own_needs(command: Command[Any], _view: View) -> Iterable[Key]:
    """Just the account."""
    yield ACCOUNTS.key(command.body.account)


def own_account(command: Command[Any], view: View) -> Account | AccountGone:
    """The caller's account in whatever state it is. Who was erased a moment ago has none: what was
    on its way meanwhile must leave nothing."""
    account = view.get(ACCOUNTS, command.body.account)
    return AccountGone() if account is None or account.state is State.ERASED else account


def active_account(command: Command[Any], view: View) -> Account | Refusal:
    """The caller's account, if the membership is active."""
    account = own_account(command, view)
    if isinstance(account, Refusal) or account.state is State.ACTIVE:
        return account
    return MembershipNotActive(state=account.state)
