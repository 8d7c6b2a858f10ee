"""The end of paying: what nobody won goes to the declared account."""

from collections.abc import Iterable

import msgspec

from rewards.ledger.ids import remainder_id
from rewards.refusal import Refusal
from rewards.settlement import escrow
from rewards.settlement.plan import Plan
from rewards.settlement.progress import PAID, Progress, finished
from rewards.settlement.refusals import SettlementUnknown
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import SETTLEMENTS, TRANSFERS


class MoveRemainder(msgspec.Struct, frozen=True, kw_only=True):
    """Every award of this plan is paid."""

    plan: Plan


def needs(command: Command[MoveRemainder], _view: View) -> Iterable[Key]:
    """How far the settlement has come, and whether the remainder is booked."""
    plan = command.body.plan
    yield SETTLEMENTS.key(plan.id)
    yield TRANSFERS.key(remainder_id(subject=plan.subject, revision=plan.revision))


def decide(command: Command[MoveRemainder], view: View) -> Outcome[Progress]:
    """What nobody won goes to the declared account, and the settlement is paid."""
    plan = command.body.plan
    progress = view.get(SETTLEMENTS, plan.id)
    if progress is None:
        return Outcome(SettlementUnknown(plan=plan.id))
    if progress.state in PAID:
        return Outcome(progress)
    after = finished(progress)
    if isinstance(after, Refusal):
        return Outcome(after)
    left = escrow.leave(plan, command.domain_at)
    moved = () if left is None else (Insert(TRANSFERS, left),)
    return Outcome(after, (Put(SETTLEMENTS, after), *moved))


MOVE_REMAINDER = Rule("move_remainder", Progress, needs, decide)
