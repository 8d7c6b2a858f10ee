"""An operator is one no longer: every sign-in ends within a second, and no new one begins."""

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.operators.audited import audited
from service.flows.operators.own_operator import OfOperator, operator_needs, operator_of, subject
from service.operators.operator import disabled
from service.operators.refusals import NotYourself
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import OPERATORS


class DisableOperator(OfOperator, frozen=True, kw_only=True):
    """Who; `by` is the operator who says so, and empty at the command line."""

    by: str = ""


class OperatorEnded(msgspec.Struct, frozen=True, kw_only=True):
    """Since when."""

    operator: str
    disabled_at: Instant


def decide(command: Command[DisableOperator], view: View) -> Outcome[OperatorEnded]:
    """Disabled; who was so before stays as they were."""
    operator = operator_of(command, view)
    if isinstance(operator, Refusal):
        return Outcome(operator)
    if operator.id == command.body.by:
        return Outcome(NotYourself(operator=operator.id))
    if operator.disabled_at is not None:
        return Outcome(OperatorEnded(operator=operator.id, disabled_at=operator.disabled_at))
    ended = OperatorEnded(operator=operator.id, disabled_at=command.at)
    return Outcome(ended, (Put(OPERATORS, disabled(operator, command.at)),))


DISABLE_OPERATOR = audited(Rule("disable_operator", OperatorEnded, operator_needs, decide), subject)
