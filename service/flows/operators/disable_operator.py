"""An operator is one no longer: every sign-in ends within a second, and no new one begins."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.operators.audited import audited
from service.flows.operators.own_operator import OfOperator, operator_needs, operator_of, subject
from service.operators.operator import Operator, disabled
from service.operators.refusals import NotYourself, OperatorDisabled
from service.store.collection import Key
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


def needs(command: Command[DisableOperator], view: View) -> Iterable[Key]:
    """The operator, and who says so."""
    yield from operator_needs(command, view)
    if command.body.by:
        yield OPERATORS.key(command.body.by)


def decide(command: Command[DisableOperator], view: View) -> Outcome[OperatorEnded]:
    """Disabled; who was so before stays as they were.

    Of two who disable each other at once one is refused: who says so must be an operator still.
    """
    operator, by = operator_of(command, view), command.body.by
    if isinstance(operator, Refusal):
        return Outcome(operator)
    if operator.id == by:
        return Outcome(NotYourself(operator=operator.id))
    if by and _is_over(view.get(OPERATORS, by)):
        return Outcome(OperatorDisabled(operator=by))
    if operator.disabled_at is not None:
        return Outcome(OperatorEnded(operator=operator.id, disabled_at=operator.disabled_at))
    ended = OperatorEnded(operator=operator.id, disabled_at=command.at)
    return Outcome(ended, (Put(OPERATORS, disabled(operator, command.at)),))


def _is_over(operator: Operator | None) -> bool:
    return operator is None or operator.disabled_at is not None


DISABLE_OPERATOR = audited(Rule("disable_operator", OperatorEnded, needs, decide), subject)
