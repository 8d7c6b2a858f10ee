"""Moves the pointer to a revision of a cycle, once every snapshot of it is there."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import CURRENT, Publication
from service.store.schema.page import PUBLICATIONS


class MovePointer(msgspec.Struct, frozen=True, kw_only=True):
    """Every snapshot of this revision of this cycle is there."""

    cycle: str
    revision: int
    cut_off: Instant


class PointerMoved(msgspec.Struct, frozen=True, kw_only=True):
    """It points there now. `already` if it had before: then nothing has changed."""

    already: bool = False


class NewerPublished(Refusal, frozen=True, kw_only=True):
    """What is published goes further than this; published scores never go back in time."""

    cycle: str
    published: str
    cut_off: Instant

    def detail(self) -> str:
        return (
            f"Cycle {self.cycle} is not published: {self.published}, with its cut-off at "
            f"{self.cut_off.isoformat()}, is newer and already out."
        )


def needs(_command: Command[MovePointer], _view: View) -> Iterable[Key]:
    """The pointer."""
    yield PUBLICATIONS.key(CURRENT)


def move(command: Command[MovePointer], view: View) -> Outcome[PointerMoved]:
    """From here on everybody reads this revision. The pointer only moves forwards."""
    body = command.body
    current = view.get(PUBLICATIONS, CURRENT)
    wanted = Publication(
        id=CURRENT,
        cycle=body.cycle,
        revision=body.revision,
        cut_off=body.cut_off,
        published_at=command.domain_at,
    )
    if current is None:
        return Outcome(PointerMoved(), (Insert(PUBLICATIONS, wanted),))
    if (current.cycle, current.revision) == (body.cycle, body.revision):
        return Outcome(PointerMoved(already=True))
    refused = newer(current, body.cycle, body.cut_off)
    return Outcome(refused) if refused else Outcome(PointerMoved(), (Put(PUBLICATIONS, wanted),))


def newer(current: Publication | None, cycle: str, cut_off: datetime) -> NewerPublished | None:
    """The refusal to publish what is older than what is out."""
    if current is None or current.cut_off <= cut_off:
        return None
    return NewerPublished(cycle=cycle, published=current.cycle, cut_off=current.cut_off)


MOVE_POINTER = Rule("move_pointer", PointerMoved, needs, move)
