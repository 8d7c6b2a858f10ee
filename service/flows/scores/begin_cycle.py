"""Begins to publish a cycle, if nobody has: what it is worked out with is settled here."""

from collections.abc import Iterable

import msgspec

from rewards.score.cycles.revision import Revision
from service.flows.scores.newer import before_of, newer
from service.flows.scores.stepped import Stepped
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Rule
from service.store.path.state import View
from service.store.schema.documents import CURRENT
from service.store.schema.page import CYCLES, PUBLICATIONS


class BeginCycle(msgspec.Struct, frozen=True, kw_only=True):
    """The first revision of a cycle as it begins; `before` it will be what is in force now."""

    revision: Revision


def needs(command: Command[BeginCycle], _view: View) -> Iterable[Key]:
    """The pointer, and whether the cycle has begun."""
    yield PUBLICATIONS.key(CURRENT)
    yield CYCLES.key(command.body.revision.id)


def decide(command: Command[BeginCycle], view: View) -> Outcome[Stepped]:
    """Begun once; what is older than what is out is not begun."""
    revision = command.body.revision
    if view.get(CYCLES, revision.id) is not None:
        return Outcome(Stepped(already=True))
    # A reference: whoever publishes asks again when the pointer moves.
    current = view.reference(PUBLICATIONS, CURRENT)
    refused = newer(current, revision.cycle, revision.cut_off)
    if refused is not None:
        return Outcome(refused)
    begun = msgspec.structs.replace(revision, before=before_of(current))
    return Outcome(Stepped(), (Insert(CYCLES, begun),))


BEGIN_CYCLE = Rule("begin_cycle", Stepped, needs, decide)
