"""An operator has rehearsed another way of scoring: what it would have done is kept."""

from collections.abc import Iterable

import msgspec

from service.flows.operators.audited import OperatorBody, audited
from service.store.collection import Key
from service.store.path.command import Command, Effect, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import Rehearsal
from service.store.schema.page import REHEARSALS


class RecordRehearsal(OperatorBody, frozen=True, kw_only=True):
    """What was found."""

    found: Rehearsal


class RehearsalRecorded(msgspec.Struct, frozen=True, kw_only=True):
    """From now on a document that scores so may be applied."""

    candidate: str


def needs(command: Command[RecordRehearsal], _view: View) -> Iterable[Key]:
    """The rehearsal of the same candidate before, if there was one."""
    yield REHEARSALS.key(command.body.found.id)


def decide(command: Command[RecordRehearsal], view: View) -> Outcome[RehearsalRecorded]:
    """It takes the place of an earlier one."""
    found = command.body.found
    before = view.get(REHEARSALS, found.id)
    kept: Effect = Insert(REHEARSALS, found)
    if before is not None:
        kept = Put(REHEARSALS, msgspec.structs.replace(found, version=before.version))
    return Outcome(RehearsalRecorded(candidate=found.id), (kept,))


def subject(command: Command[RecordRehearsal]) -> str:
    """For the audit log."""
    found = command.body.found
    return f"scheme:{found.scheme}:{found.scheme_version}"


RECORD_REHEARSAL = audited(Rule("record_rehearsal", RehearsalRecorded, needs, decide), subject)
