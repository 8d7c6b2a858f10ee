"""An operator has looked at a plan: from now on it may be paid."""

from collections.abc import Iterable

from rewards.refusal import Refusal
from rewards.settlement.progress import Progress, SettlementState, approved
from rewards.settlement.refusals import SettlementUnknown
from service.flows.operators.audited import OperatorBody, audited
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import SETTLEMENTS


class Approve(OperatorBody, frozen=True, kw_only=True):
    """`by` is the operator, as they are known to others."""

    plan: str
    by: str


def needs(command: Command[Approve], _view: View) -> Iterable[Key]:
    """How far the settlement has come."""
    yield SETTLEMENTS.key(command.body.plan)


def decide(command: Command[Approve], view: View) -> Outcome[Progress]:
    """The settlement goes on with its job's next run; the same operator may say so twice."""
    body = command.body
    progress = view.get(SETTLEMENTS, body.plan)
    if progress is None:
        return Outcome(SettlementUnknown(plan=body.plan))
    if progress.state is SettlementState.APPROVED and progress.approved_by == body.by:
        return Outcome(progress)
    after = approved(progress, body.by)
    if isinstance(after, Refusal):
        return Outcome(after)
    return Outcome(after, (Put(SETTLEMENTS, after),))


def subject(command: Command[Approve]) -> str:
    """For the audit log: `settlement:...`."""
    return command.body.plan


APPROVE = audited(Rule("approve_plan", Progress, needs, decide), subject)
