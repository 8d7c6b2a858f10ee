"""Publishes a revision whose snapshots and leaves are all there: one pointer is moved."""

from collections.abc import Iterable

import msgspec

from rewards.ledger.days.head import BEFORE_THE_FIRST
from rewards.score.cycles.head import SignedScores, hash_of_head
from rewards.score.cycles.revision import Revision, revision_id
from service.flows.scores.newer import newer
from service.flows.scores.stepped import From, Stepped, standing
from service.store.collection import Key
from service.store.outbox import OUTBOX, public_event
from service.store.path.command import Append, Command, Effect, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import CURRENT, Publication
from service.store.schema.page import CYCLES, PUBLICATIONS

EVENT = "cycle_published"


class MovePointer(msgspec.Struct, frozen=True, kw_only=True):
    """What is published, signed outside: a transaction may run more than once."""

    at: From
    signed: SignedScores


def needs(command: Command[MovePointer], view: View) -> Iterable[Key]:
    """The pointer, the revision, and the one that is in force until now."""
    yield PUBLICATIONS.key(CURRENT)
    yield CYCLES.key(command.body.at.revision)
    current = view.peek(PUBLICATIONS, CURRENT)
    if current is not None:
        yield CYCLES.key(revision_id(current.cycle, current.revision))


def move(command: Command[MovePointer], view: View) -> Outcome[Stepped]:
    """From here on everybody reads this revision, and one event says so. The pointer only moves
    forwards; a correction that comes too late is given up."""
    revision = standing(view, command.body.at)
    if revision is None:
        return Outcome(Stepped(already=True))
    current = view.get(PUBLICATIONS, CURRENT)
    refused = newer(current, revision.cycle, revision.cut_off)
    if refused is not None:
        dropped = msgspec.structs.replace(revision, dropped_at=command.domain_at)
        return Outcome(refused, (Put(CYCLES, dropped),))
    if command.body.signed.head.previous != _in_force(view, current):
        # Another one was published since this was signed: it is signed anew, and names that.
        return Outcome(Stepped(already=True))
    return Outcome(Stepped(), _published(revision, command.body.signed, current))


def _in_force(view: View, current: Publication | None) -> str:
    """What the next head has to name. A reference: what is published never changes."""
    if current is None:
        return BEFORE_THE_FIRST
    found = view.reference(CYCLES, revision_id(current.cycle, current.revision))
    if found is None or found.signed is None:
        return BEFORE_THE_FIRST
    return hash_of_head(found.signed.head)


def _published(
    revision: Revision, signed: SignedScores, current: Publication | None
) -> tuple[Effect, ...]:
    head = signed.head
    pointer = Publication(
        id=CURRENT,
        cycle=revision.cycle,
        revision=revision.revision,
        cut_off=revision.cut_off,
        published_at=head.published_at,
        reason=revision.reason,
    )
    done = msgspec.structs.replace(revision, signed=signed, published_at=head.published_at)
    return (
        Insert(PUBLICATIONS, pointer) if current is None else Put(PUBLICATIONS, pointer),
        Put(CYCLES, done),
        Append(OUTBOX, public_event(revision.id, EVENT, head, head.published_at)),
    )


MOVE_POINTER = Rule("move_pointer", Stepped, needs, move)
