"""A merchant takes what was set aside for it, whole or in part."""

import msgspec

from rewards.ledger.spending.take import post_spending
from rewards.refusal import Refusal
from service.flows.spending.hold_view import HoldView, hold_view
from service.flows.spending.own_spending import merchants_needs, merchants_spending
from service.flows.spending.spending_step import stepped
from service.members.message import MessageKind
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class PostSpending(msgspec.Struct, frozen=True, kw_only=True):
    """Which of this merchant's; all of it without `seeds`."""

    merchant: str
    hold: str
    seeds: int | None = None


def decide(command: Command[PostSpending], view: View) -> Outcome[HoldView]:
    """Booked. What two have agreed on goes on while a membership is paused or closing."""
    own = merchants_spending(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    step = post_spending(
        own.spending,
        own.account.purse,
        at=command.domain_at,
        numbers=command.programme.numbers.ledger,
        seeds=command.body.seeds,
    )
    if isinstance(step, Refusal):
        return Outcome(step)
    effects = stepped(command, own, step, MessageKind.HOLD_POSTED)
    return Outcome(hold_view(step.spending), effects)


POST_SPENDING = Rule("post_hold", HoldView, merchants_needs, decide)
