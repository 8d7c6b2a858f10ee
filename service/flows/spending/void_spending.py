"""A merchant or the member calls a hold off before anything was taken."""

from typing import Any

import msgspec

from rewards.ledger.spending.give_up import void_spending
from rewards.ledger.spending.refusals import SpendingUnknown
from rewards.ledger.spending.spending import VoidedBy
from rewards.refusal import Refusal
from service.flows.spending.hold_view import HoldView, hold_view
from service.flows.spending.own_spending import (
    OwnSpending,
    members_needs,
    members_spending,
    merchants_needs,
    merchants_spending,
)
from service.flows.spending.spending_step import stepped
from service.members.message import MessageKind
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class MerchantVoids(msgspec.Struct, frozen=True, kw_only=True):
    """Which of this merchant's."""

    merchant: str
    hold: str


class MemberVoids(msgspec.Struct, frozen=True, kw_only=True):
    """Which of this account's."""

    account: str
    hold: str


def by_merchant(command: Command[MerchantVoids], view: View) -> Outcome[HoldView]:
    """Called off; the seeds can be had again."""
    return _void(command, merchants_spending(command, view), VoidedBy.MERCHANT)


def by_member(command: Command[MemberVoids], view: View) -> Outcome[HoldView]:
    """The same, in every state of the membership: nobody has to be active to say no."""
    return _void(command, members_spending(command, view), VoidedBy.MEMBER)


def _void(
    command: Command[Any], own: OwnSpending | SpendingUnknown, by: VoidedBy
) -> Outcome[HoldView]:
    if isinstance(own, Refusal):
        return Outcome(own)
    numbers = command.programme.numbers.ledger
    step = void_spending(
        own.spending, own.account.purse, by=by, at=command.domain_at, numbers=numbers
    )
    if isinstance(step, Refusal):
        return Outcome(step)
    effects = stepped(command, own, step, MessageKind.HOLD_VOIDED)
    return Outcome(hold_view(step.spending), effects)


MERCHANT_VOIDS = Rule("merchant_voids_hold", HoldView, merchants_needs, by_merchant)
MEMBER_VOIDS = Rule("member_voids_hold", HoldView, members_needs, by_member)
