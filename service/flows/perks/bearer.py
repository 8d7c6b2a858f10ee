"""What a check at a counter decides about whoever bears the pass, and what it leaves behind."""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.perks.decide_eligibility import (
    Bearer,
    Decided,
    Eligible,
    Ineligible,
    decide_eligibility,
)
from rewards.perks.find import find
from rewards.perks.passes import Pass
from rewards.perks.perk import BY_PASS, Perk
from rewards.perks.stock import Stock, with_one_taken
from rewards.perks.terms.limit import with_use
from rewards.refusal import Refusal
from service.flows.published import published_value
from service.flows.rentals.quote_rental import if_room
from service.members.account import Account
from service.members.consents import Purpose
from service.members.minors import may_not_have
from service.members.mute import is_muted
from service.members.require import require
from service.store.collection import Key
from service.store.path.command import Command, Effect, Insert, Put
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, STOCKS


def offered(command: Command[Any], used: Pass, account: Account | None) -> Perk | None:
    """The perk of the pass, if anything about it may be answered. What is missing is a plain no:
    the perk, the membership, a consent, being of age."""
    perk, at = find(command.programme.perks, used.perk), command.domain_at
    if isinstance(perk, Refusal) or perk.kind not in BY_PASS or account is None:
        return None
    if require(account, Purpose.ELIGIBILITY, used.merchant, at) is not None:
        return None
    if is_muted(account, used.merchant) or may_not_have(account, perk, at) is not None:
        return None
    return perk


def stock_needs(command: Command[Any], perk: str) -> Iterable[Key]:
    """How much is taken, of a perk that there is only so much of; any other costs no load."""
    found = find(command.programme.perks, perk)
    if not isinstance(found, Refusal) and found.stock is not None:
        yield STOCKS.key(perk)


def decide_for(
    command: Command[Any], view: View, account: Account, perk: Perk, *, merchant: str
) -> Decided:
    """The decision, with what the line has room for."""
    programme, at = command.programme, command.domain_at
    value = published_value(command, view, account)
    stock = None if perk.stock is None else view.reference(STOCKS, perk.id)
    found = decide_eligibility(
        perk,
        Bearer(value=value, asked=account.asked, uses=account.uses),
        merchant=merchant,
        levels=programme.numbers.score.scheme.levels,
        taken=stock.taken if stock else 0,
        zone=programme.zone,
        at=at,
        numbers=programme.numbers.perks,
    )
    with_room = if_room(command, found.decision, perk, account.line, value)
    return msgspec.structs.replace(found, decision=with_room)


def had(
    command: Command[Any],
    view: View,
    account: Account,
    perk: Perk,
    decision: Eligible | Ineligible,
) -> tuple[Effect, ...]:
    """The account, which remembers the check, and one less in stock. What is not lent is had with
    the yes; what is lent counts once it is authorised."""
    if isinstance(decision, Ineligible) or perk.rental is not None:
        return (Put(ACCOUNTS, account),)
    uses = with_use(perk.limit, account.uses, perk.id, at=command.domain_at)
    after = Put(ACCOUNTS, msgspec.structs.replace(account, uses=uses))
    if perk.stock is None:
        return (after,)
    stock = view.get(STOCKS, perk.id)
    if stock is None:
        return after, Insert(STOCKS, with_one_taken(Stock(id=perk.id)))
    return after, Put(STOCKS, with_one_taken(stock))
