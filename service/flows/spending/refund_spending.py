"""A merchant gives back what it took."""

from collections.abc import Iterable

import msgspec

from rewards.ledger.spending.refusals import NobodyToRefund
from rewards.ledger.spending.take import refund_spending
from rewards.refusal import Refusal
from service.flows.spending.hold_view import HoldView, hold_view
from service.flows.spending.own_spending import merchants_needs, merchants_spending
from service.flows.spending.spending_step import stepped
from service.members.message import MessageKind
from service.members.states import State
from service.store.collection import Key
from service.store.owner import of_merchant
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import SPENDINGS, TRANSFERS


class RefundSpending(msgspec.Struct, frozen=True, kw_only=True):
    """Which of this merchant's."""

    merchant: str
    hold: str


def needs(command: Command[RefundSpending], view: View) -> Iterable[Key]:
    """The spending, then its account and what was booked for it."""
    yield from merchants_needs(command, view)
    body = command.body
    spending = view.peek_own(SPENDINGS, body.hold, of_merchant(body.merchant))
    if spending is not None:
        yield TRANSFERS.key(spending.transfer)


def decide(command: Command[RefundSpending], view: View) -> Outcome[HoldView]:
    """All that was posted goes back into the lots it came from, good for a week at least."""
    own = merchants_spending(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    if own.account.state is State.ERASED:
        return Outcome(NobodyToRefund())
    step = refund_spending(
        own.spending,
        own.account.purse,
        # Never changes once it is there, and the spending says that it is.
        view.reference(TRANSFERS, own.spending.transfer),
        at=command.domain_at,
        numbers=command.programme.numbers.ledger,
    )
    if isinstance(step, Refusal):
        return Outcome(step)
    effects = stepped(command, own, step, MessageKind.HOLD_REFUNDED)
    return Outcome(hold_view(step.spending), effects)


REFUND_SPENDING = Rule("refund_hold", HoldView, needs, decide)
