"""Gives up a correction of a cycle that is not the latest any more."""

from collections.abc import Iterable

import msgspec

from service.flows.scores.newer import newer
from service.flows.scores.stepped import Stepped
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import CURRENT
from service.store.schema.page import CYCLES, PUBLICATIONS


class DropRevision(msgspec.Struct, frozen=True, kw_only=True):
    """Which revision, by its id."""

    revision: str


def needs(command: Command[DropRevision], _view: View) -> Iterable[Key]:
    """The pointer and the revision."""
    yield PUBLICATIONS.key(CURRENT)
    yield CYCLES.key(command.body.revision)


def decide(command: Command[DropRevision], view: View) -> Outcome[Stepped]:
    """What is in force by now has been measured from the scores that were to be corrected."""
    revision = view.get(CYCLES, command.body.revision)
    current = view.reference(PUBLICATIONS, CURRENT)
    if revision is None or not revision.is_open:
        return Outcome(Stepped(already=True))
    if newer(current, revision.cycle, revision.cut_off) is None:
        return Outcome(Stepped(already=True))
    dropped = msgspec.structs.replace(revision, dropped_at=command.domain_at)
    return Outcome(Stepped(), (Put(CYCLES, dropped),))


DROP_REVISION = Rule("drop_revision", Stepped, needs, decide)
