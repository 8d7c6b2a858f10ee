"""Makes a rule of operators out of a rule: its effects and a row of the audit log are one write.

Every rule of this folder, and every other that an operator can cause, is made with `audited`; a
test looks for one that is not.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from rewards.refusal import Refusal
from service.flows.operators.looked import look_of_operator
from service.operators.audit import AuditEntry
from service.store.collection import Key
from service.store.path.command import Append, Command, Outcome, Rule
from service.store.path.state import View
from service.store.schema.page import AUDIT_LOG

DONE = "done"

Body = TypeVar("Body", bound="OperatorBody")
Answer = TypeVar("Answer", bound=msgspec.Struct)


class OperatorBody(msgspec.Struct, frozen=True, kw_only=True):
    """What every body of an operator's command has: why it is done, in the operator's words."""

    reason: str = ""


def nothing_needed(_command: Command[Any], _view: View) -> Iterable[Key]:
    """For rules that only add what has a random id."""
    return ()


def audited(
    rule: Rule[Body, Answer],
    subject: Callable[[Command[Body]], str],
    *,
    seen_by: Callable[[Command[Body]], str] | None = None,
    refused_too: bool = False,
    always: bool = False,
) -> Rule[Body, Answer]:
    """The same rule, which also says in the audit log what it has done to `subject`.

    What changes nothing leaves no row, unless `always`; a refusal leaves none, unless it carries
    effects or `refused_too`. What is done about the account `seen_by`, its member can see too, in
    the access log and with the same reason.
    """

    def decide(command: Command[Body], view: View) -> Outcome[Answer]:
        outcome = rule.decide(command, view)
        is_refusal = isinstance(outcome.answer, Refusal)
        worth = bool(outcome.effects) or (refused_too if is_refusal else always)
        if not worth:
            return outcome
        rows = [Append(AUDIT_LOG, _row(command, subject(command), outcome))]
        if seen_by is not None and not is_refusal:
            rows.append(look_of_operator(command, seen_by(command), rule.kind))
        return Outcome(outcome.answer, (*outcome.effects, *rows))

    made = replace(rule, decide=decide)
    AUDITED.add(made.kind)
    return made


AUDITED: set[str] = set()
"""The kinds of all rules that were made here."""


def _row(command: Command[Any], subject: str, outcome: Outcome[Any]) -> AuditEntry:
    refusal = outcome.answer if isinstance(outcome.answer, Refusal) else None
    return AuditEntry(
        id=_id(command),
        at=command.at,
        actor=command.caller,
        action=command.rule.kind,
        subject=subject,
        reason=command.body.reason,
        request=command.request,
        outcome=DONE if refusal is None else refusal.code,
    )


def _id(command: Command[Any]) -> str:
    """32 hex digits: the same however often the transaction runs, and nobody else's, as the key is
    good for one command of this caller while its record is kept."""
    if command.key is None:
        raise ValueError(f"{command.rule.kind} is audited and needs an idempotency key")
    parts = (command.caller, command.key, command.at.isoformat())
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=16).hexdigest()
