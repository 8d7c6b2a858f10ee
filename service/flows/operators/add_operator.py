"""A new operator. Only the command line adds one: whoever has the database decides who may."""

import re

import msgspec

from service.flows.operators.audited import audited
from service.flows.operators.own_operator import OfOperator, operator_needs, subject
from service.operators.operator import NAME_PATTERN, Operator
from service.operators.refusals import BadOperatorName, NoRole, OperatorExists
from service.operators.roles import Role
from service.store.path.command import Command, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import OPERATORS


class AddOperator(OfOperator, frozen=True, kw_only=True):
    """Name and roles. The hash of the password comes as the command's id: it is kept in no record
    of requests."""

    roles: tuple[Role, ...]


class OperatorAdded(msgspec.Struct, frozen=True, kw_only=True):
    """Who may sign in from now on."""

    operator: str
    roles: tuple[Role, ...]


def decide(command: Command[AddOperator], view: View) -> Outcome[OperatorAdded]:
    """An operator under a name that nobody has or had."""
    body, (password_hash,) = command.body, command.ids
    if not re.fullmatch(NAME_PATTERN, body.operator):
        return Outcome(BadOperatorName(pattern=NAME_PATTERN))
    if not body.roles:
        return Outcome(NoRole())
    if view.get(OPERATORS, body.operator) is not None:
        return Outcome(OperatorExists(operator=body.operator))
    operator = Operator(
        id=body.operator,
        roles=tuple(sorted(set(body.roles))),
        password_hash=password_hash,
        password_at=command.at,
        created_at=command.at,
    )
    added = OperatorAdded(operator=operator.id, roles=operator.roles)
    return Outcome(added, (Insert(OPERATORS, operator),))


ADD_OPERATOR = audited(Rule("add_operator", OperatorAdded, operator_needs, decide, ids=1), subject)
