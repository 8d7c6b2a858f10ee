"""A member mutes a merchant, or lets it be heard again."""

from typing import Any

import msgspec

from rewards.refusal import Refusal
from service.flows.own import own_account, own_needs
from service.members.account import Account
from service.members.mute import mute, unmute
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS


class OfMerchant(msgspec.Struct, frozen=True, kw_only=True):
    """Which merchant, for whose account."""

    account: str
    merchant: str


class Muted(msgspec.Struct, frozen=True, kw_only=True):
    """All merchants that are muted now, in order of their ids."""

    muted: tuple[str, ...]


def mute_one(command: Command[OfMerchant], view: View) -> Outcome[Muted]:
    """Possible in every state: nobody has to be active to want to hear nothing."""
    account = own_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    known, numbers = _known(command), command.programme.numbers.members
    return _kept(account, mute(account, command.body.merchant, known=known, numbers=numbers))


def unmute_one(command: Command[OfMerchant], view: View) -> Outcome[Muted]:
    """Also of a merchant that the programme does not have any more."""
    account = own_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    return _kept(account, unmute(account, command.body.merchant, known=_known(command)))


def _known(command: Command[OfMerchant]) -> frozenset[str]:
    return frozenset(merchant.id for merchant in command.programme.merchants)


def _kept(before: Account, after: Account | Refusal) -> Outcome[Any]:
    if isinstance(after, Refusal):
        return Outcome(after)
    put = () if after == before else (Put(ACCOUNTS, after),)
    return Outcome(Muted(muted=after.muted), put)


MUTE = Rule("mute_merchant", Muted, own_needs, mute_one)
UNMUTE = Rule("unmute_merchant", Muted, own_needs, unmute_one)
