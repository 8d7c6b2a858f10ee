"""An operator gets another password; whoever is signed in with the old one has to sign in again."""

import msgspec

from rewards.refusal import Refusal
from service.flows.operators.audited import audited
from service.flows.operators.own_operator import OfOperator, operator_needs, operator_of, subject
from service.operators.operator import with_password
from service.operators.refusals import OperatorDisabled
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import OPERATORS


class SetPassword(OfOperator, frozen=True, kw_only=True):
    """Whose. The hash of the password comes as the command's id."""


class PasswordSet(msgspec.Struct, frozen=True, kw_only=True):
    """Whose it is."""

    operator: str


def decide(command: Command[SetPassword], view: View) -> Outcome[PasswordSet]:
    """The new hash, and no session."""
    operator, (password_hash,) = operator_of(command, view), command.ids
    if isinstance(operator, Refusal):
        return Outcome(operator)
    if operator.disabled_at is not None:
        return Outcome(OperatorDisabled(operator=operator.id))
    after = with_password(operator, password_hash, command.at)
    return Outcome(PasswordSet(operator=operator.id), (Put(OPERATORS, after),))


SET_PASSWORD = audited(Rule("set_password", PasswordSet, operator_needs, decide, ids=1), subject)
