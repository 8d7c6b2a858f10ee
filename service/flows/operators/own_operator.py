"""What the commands about one operator have in common."""

from collections.abc import Iterable
from typing import Any

from service.flows.operators.audited import OperatorBody
from service.operators.operator import Operator
from service.operators.refusals import OperatorUnknown
from service.store.collection import Key
from service.store.path.command import Command
from service.store.path.state import View
from service.store.schema.page import OPERATORS


class OfOperator(OperatorBody, frozen=True, kw_only=True):
    """An operator by name."""

    operator: str


def operator_needs(command: Command[Any], _view: View) -> Iterable[Key]:
    """The operator."""
    yield OPERATORS.key(command.body.operator)


def operator_of(command: Command[Any], view: View) -> Operator | OperatorUnknown:
    """The operator, disabled or not."""
    found = view.get(OPERATORS, command.body.operator)
    return found or OperatorUnknown(operator=command.body.operator)


def subject(command: Command[Any]) -> str:
    """For the audit log."""
    return f"operator:{command.body.operator}"
