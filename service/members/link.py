"""A link: how one merchant may speak of one member without learning who that is."""

from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.members.account import Account
from service.members.consents import Purpose
from service.members.require import require


class Pseudonym(msgspec.Struct, frozen=True, kw_only=True):
    """The name under which one merchant knows one account: a random id, derived from nothing."""

    id: str
    merchant: str
    account: str
    at: Instant


class MemberNotLinked(Refusal, frozen=True, kw_only=True):
    """The merchant knows no such member, or no longer. Deliberately the same answer to both."""

    def detail(self) -> str:
        return "No member is linked to you under this id: ask the member to link up in the app."


def known_as(
    name: str | None, account: Account | None, *, merchant: str, at: datetime
) -> str | None:
    """The `name` that the merchant may call the account by, while the member consents to that."""
    if name is None or account is None:
        return None
    return None if require(account, Purpose.TASK_EVENTS, merchant, at) is not None else name


def linked(
    pseudonym: Pseudonym | None, account: Account | None, *, merchant: str, at: datetime
) -> Account | MemberNotLinked:
    """The account behind a merchant's id for it, while the member consents to its events."""
    if pseudonym is None or account is None or pseudonym.merchant != merchant:
        return MemberNotLinked()
    if require(account, Purpose.TASK_EVENTS, merchant, at) is not None:
        return MemberNotLinked()
    return account
