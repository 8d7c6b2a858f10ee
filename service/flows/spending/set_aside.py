"""A member sets seeds aside for a merchant."""

from collections.abc import Iterable

import msgspec

from rewards.ledger.spending.set_aside import Order, set_aside
from rewards.ledger.spending.spending import Step
from rewards.perks.find import find_merchant
from rewards.refusal import Refusal
from service.flows.merchants.standing import may_begin_at, standing_needs
from service.flows.own import active_account, own_needs
from service.flows.seeds.expired import tell_of_expiry
from service.flows.spending.hold_view import HoldView, hold_view
from service.members.account import Account
from service.store.collection import Key
from service.store.path.command import Append, Command, Effect, Emit, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, SPENDINGS, TRANSFERS


class SetAside(msgspec.Struct, frozen=True, kw_only=True):
    """How many seeds, for whom, how long, and for which order of the merchant's, if any."""

    account: str
    merchant: str
    seeds: int
    minutes: int
    what: str | None = None


def needs(command: Command[SetAside], view: View) -> Iterable[Key]:
    """The account, and the merchant's standing."""
    yield from own_needs(command, view)
    yield from standing_needs(command.body.merchant)


def decide(command: Command[SetAside], view: View) -> Outcome[HoldView]:
    """Held for the merchant. Who is paused, or leaving, cannot pay."""
    body = command.body
    account = active_account(command, view)
    if isinstance(account, Refusal):
        return Outcome(account)
    merchant = find_merchant(command.programme.merchants, body.merchant)
    if isinstance(merchant, Refusal):
        return Outcome(merchant)
    suspended = may_begin_at(view, merchant.id)
    if suspended is not None:
        return Outcome(suspended)
    order = Order(
        id=command.ids[0],
        account=account.id,
        merchant=merchant.id,
        seeds=body.seeds,
        minutes=body.minutes,
        what=body.what,
    )
    numbers = command.programme.numbers.ledger
    step = set_aside(account.purse, order, at=command.domain_at, numbers=numbers)
    if isinstance(step, Refusal):
        return Outcome(step)
    return Outcome(hold_view(step.spending), _effects(command, account, step))


def _effects(command: Command[SetAside], account: Account, step: Step) -> tuple[Effect, ...]:
    """No message: the member has done it just now."""
    return (
        Put(ACCOUNTS, msgspec.structs.replace(account, purse=step.moved.purse)),
        *(Append(TRANSFERS, transfer) for transfer in step.moved.transfers),
        *tell_of_expiry(command, step.moved.transfers),
        Append(SPENDINGS, step.spending),
        Emit(
            account=account.id,
            kind="seeds_set_aside",
            data=hold_view(step.spending),
            merchant=step.spending.merchant,
        ),
    )


SET_ASIDE = Rule("set_seeds_aside", HoldView, needs, decide, ids=1)
