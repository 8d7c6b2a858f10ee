"""Draw up a plan: its inputs row by row, then its head, then its awards row by row.

The head seals the inputs: it is written when no standing is left to freeze, and what it gives
follows from the stored rows alone. The state planned is reached when all its awards are there.
"""

from collections.abc import Iterable
from typing import Any

import msgspec

from rewards.ledger.ids import fund_id
from rewards.refusal import Refusal
from rewards.settlement.escrow import fund
from rewards.settlement.plan import Plan
from rewards.settlement.progress import Progress, begin, planned
from rewards.settlement.refusals import NotAsPlanned, SettlementUnknown
from service.store.collection import Collection, Key
from service.store.path.command import Command, Effect, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import PLAN_AWARDS, PLAN_INPUTS, PLANS, SETTLEMENTS, TRANSFERS
from service.store.schema.settlements import PlanAward, PlanInput


class WriteRows(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of one plan, to be there from now on."""

    plan: str
    inputs: tuple[PlanInput, ...] = ()
    awards: tuple[PlanAward, ...] = ()


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """How many of them are new."""

    rows: int


class DrawUp(msgspec.Struct, frozen=True, kw_only=True):
    """The head of a plan whose inputs are all there."""

    plan: Plan


class Complete(msgspec.Struct, frozen=True, kw_only=True):
    """The awards of this plan are all there."""

    plan: str


def rows_needs(command: Command[WriteRows], _view: View) -> Iterable[Key]:
    """Each row."""
    for collection, row in _rows(command.body):
        yield collection.key(row.id)


def write_rows(command: Command[WriteRows], view: View) -> Outcome[Written]:
    """Inserts those that are not there. A row never changes: another one is refused."""
    new = []
    for collection, row in _rows(command.body):
        stored = view.get(collection, row.id)
        if stored is None:
            new.append(Insert(collection, row))
        elif stored != row:
            return Outcome(NotAsPlanned(plan=command.body.plan, finding=f"{row.id} says otherwise"))
    return Outcome(Written(rows=len(new)), tuple(new))


def head_needs(command: Command[DrawUp], _view: View) -> Iterable[Key]:
    """The head, how far it has come, and the escrow of a correction."""
    plan = command.body.plan
    yield PLANS.key(plan.id)
    yield SETTLEMENTS.key(plan.id)
    yield TRANSFERS.key(fund_id(plan.subject, plan.revision))


def draw_up(command: Command[DrawUp], view: View) -> Outcome[Progress]:
    """The head and the progress of its settlement, once."""
    plan = command.body.plan
    stored, progress = view.get(PLANS, plan.id), view.get(SETTLEMENTS, plan.id)
    if stored is not None and progress is not None:
        same = NotAsPlanned(plan=plan.id, finding="another plan is stored under its name")
        return Outcome(progress if stored == plan else same)
    begun = begin(plan, approve_above=command.programme.numbers.settlement.approve_above)
    funds = _funds(command, view)
    return Outcome(begun, (Insert(PLANS, plan), Insert(SETTLEMENTS, begun), *funds))


def _funds(command: Command[DrawUp], view: View) -> Iterable[Effect]:
    """A first revision was funded before anyone could win; a correction is funded as it is made."""
    plan = command.body.plan
    funded = view.reference(TRANSFERS, fund_id(plan.subject, plan.revision))
    if plan.revision > 1 and plan.pool and funded is None:
        transfer = fund(plan.subject, plan.pool, command.domain_at, revision=plan.revision)
        yield Insert(TRANSFERS, transfer)


def complete_needs(command: Command[Complete], _view: View) -> Iterable[Key]:
    """How far it has come."""
    yield SETTLEMENTS.key(command.body.plan)


def complete(command: Command[Complete], view: View) -> Outcome[Progress]:
    """From here on it may be paid, or approved."""
    progress = view.get(SETTLEMENTS, command.body.plan)
    if progress is None:
        return Outcome(SettlementUnknown(plan=command.body.plan))
    after = planned(progress)
    if isinstance(after, Refusal):  # it was complete before
        return Outcome(progress)
    return Outcome(after, (Put(SETTLEMENTS, after),))


def _rows(body: WriteRows) -> Iterable[tuple[Collection[Any], PlanInput | PlanAward]]:
    yield from ((PLAN_INPUTS, row) for row in body.inputs)
    yield from ((PLAN_AWARDS, row) for row in body.awards)


WRITE_ROWS = Rule("write_plan_rows", Written, rows_needs, write_rows)
DRAW_UP = Rule("draw_up_plan", Progress, head_needs, draw_up)
COMPLETE = Rule("complete_plan", Progress, complete_needs, complete)
