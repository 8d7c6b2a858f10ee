"""An operator signs in, or somebody fails to: both are in the audit log."""

import msgspec

from rewards.calendar import Instant
from service.flows.operators.audited import audited
from service.flows.operators.own_operator import OfOperator, operator_needs
from service.operators.operator import signed_in
from service.operators.refusals import SignInRefused
from service.operators.roles import Role
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import OPERATORS


class SignInOperator(OfOperator, frozen=True, kw_only=True):
    """Whose password it was that fits: the one set at `password_at`. None: it was nobody's.

    The password itself was looked at before, outside of any transaction, as it takes long. A name
    that is not `known` is not written down: somebody may have typed a password there.
    """

    known: bool
    password_at: Instant | None


class OperatorSignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """The session that a token may be made for."""

    operator: str
    session: str
    roles: tuple[Role, ...]
    ends_at: Instant


def decide(command: Command[SignInOperator], view: View) -> Outcome[OperatorSignedIn]:
    """A session, if the password is the one of now still."""
    body, (session_id,) = command.body, command.ids
    operator = view.get(OPERATORS, body.operator)
    if operator is None or operator.disabled_at is not None:
        return Outcome(SignInRefused())
    if body.password_at is None or operator.password_at != body.password_at:
        return Outcome(SignInRefused())
    after = signed_in(operator, session_id, command.at)
    answer = OperatorSignedIn(
        operator=operator.id,
        session=session_id,
        roles=operator.roles,
        ends_at=after.sessions[-1].ends_at,
    )
    return Outcome(answer, (Put(OPERATORS, after),))


def subject(command: Command[SignInOperator]) -> str:
    """For the audit log."""
    return f"operator:{command.body.operator}" if command.body.known else "operator:?"


SIGN_IN_OPERATOR = audited(
    Rule("sign_in_operator", OperatorSignedIn, operator_needs, decide, ids=1),
    subject,
    refused_too=True,
)
