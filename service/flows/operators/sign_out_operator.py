"""An operator signs out: the token opens nothing within a second."""

import msgspec

from rewards.refusal import Refusal
from service.flows.operators.audited import audited
from service.flows.operators.own_operator import OfOperator, operator_needs, operator_of, subject
from service.operators.operator import signed_out
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import OPERATORS


class SignOutOperator(OfOperator, frozen=True, kw_only=True):
    """Which session of this operator."""

    session: str


class OperatorSignedOut(msgspec.Struct, frozen=True, kw_only=True):
    """Who it was."""

    operator: str


def decide(command: Command[SignOutOperator], view: View) -> Outcome[OperatorSignedOut]:
    """Without the session; again is as good as once."""
    operator = operator_of(command, view)
    if isinstance(operator, Refusal):
        return Outcome(operator)
    after = signed_out(operator, command.body.session)
    effects = () if after == operator else (Put(OPERATORS, after),)
    return Outcome(OperatorSignedOut(operator=operator.id), effects)


SIGN_OUT_OPERATOR = audited(
    Rule("sign_out_operator", OperatorSignedOut, operator_needs, decide), subject
)
