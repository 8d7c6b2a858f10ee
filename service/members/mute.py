"""Mute a merchant: it learns nothing of the member at its counter, and reaches no inbox. Pure.

What is agreed between the two goes on: a rental, seeds set aside, and what was taken back.
"""

from collections.abc import Set as AbstractSet

import msgspec

from rewards.perks.refusals import MerchantUnknown
from rewards.refusal import Refusal
from service.members.account import Account
from service.members.numbers import MemberNumbers


class TooManyMuted(Refusal, frozen=True, kw_only=True):
    """As many merchants are muted as one member may mute."""

    muted: int
    most: int

    def detail(self) -> str:
        return f"{self.muted} merchants are muted, {self.most} may be: let one be heard again."


class MerchantMuted(Refusal, frozen=True, kw_only=True):
    """The member has muted the merchant, so whatever it asked would be answered with no."""

    merchant: str

    def detail(self) -> str:
        return f"You have muted {self.merchant}: let it be heard again first."


def is_muted(account: Account, merchant: str) -> bool:
    """Whether the member wants nothing from the merchant."""
    return merchant in account.muted


def may_hear_of(account: Account, merchant: str) -> MerchantMuted | None:
    """The refusal if the member has muted the merchant."""
    return MerchantMuted(merchant=merchant) if is_muted(account, merchant) else None


def mute(
    account: Account, merchant: str, *, known: AbstractSet[str], numbers: MemberNumbers
) -> Account | MerchantUnknown | TooManyMuted:
    """The account with `merchant`, one of the `known`, muted. Muting again changes nothing."""
    if is_muted(account, merchant):
        return account
    if merchant not in known:
        return MerchantUnknown(merchant=merchant)
    if len(account.muted) >= numbers.muted_max:
        return TooManyMuted(muted=len(account.muted), most=numbers.muted_max)
    return _with(account, (*account.muted, merchant))


def unmute(
    account: Account, merchant: str, *, known: AbstractSet[str]
) -> Account | MerchantUnknown:
    """The account that hears from `merchant` again; the same if it did already. One that is muted
    may be gone from the programme meanwhile."""
    if not is_muted(account, merchant) and merchant not in known:
        return MerchantUnknown(merchant=merchant)
    return _with(account, tuple(each for each in account.muted if each != merchant))


def _with(account: Account, muted: tuple[str, ...]) -> Account:
    return msgspec.structs.replace(account, muted=tuple(sorted(muted)))
