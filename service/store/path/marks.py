"""What a decision is counted as, once it is committed: its transfers, its rentals' new states.

A decision may be taken several times before one is committed, and a commit's answer may be lost
and read back later. So the marks travel with the answer, and are counted when that is told. Pure.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

if TYPE_CHECKING:
    from service.store.path.changes import Changes

TRANSFERS, RENTALS = "transfers", "rentals"


class Moved(NamedTuple):
    """Seeds were moved for this reason."""

    reason: str
    amount: int


class Turned(NamedTuple):
    """A rental went from one state to another; a new one comes from `none`."""

    before: str
    after: str


Mark = Moved | Turned


def marks_of(changes: "Changes") -> tuple[Mark, ...]:
    """The marks of one command's changes, before they are folded."""
    return tuple(_marks(changes))


def _marks(changes: "Changes") -> Iterator[Mark]:
    for collection, row in changes.rows:
        yield from _marks_of(collection.name, None, row)
    for key, doc in changes.docs.items():
        yield from _marks_of(key.collection, changes.state.current.get(key), doc)


def _marks_of(
    collection: str, before: msgspec.Struct | None, after: msgspec.Struct | None
) -> Iterator[Mark]:
    if after is None:  # removed: nothing that is counted ever is
        return
    if collection == TRANSFERS:
        yield _moved(after)
    elif collection == RENTALS:
        yield from _turned(before, after)


def _moved(transfer: Any) -> Moved:
    return Moved(transfer.reason.value, transfer.amount)


def _turned(before: msgspec.Struct | None, after: Any) -> Iterator[Turned]:
    was = before.state.value if before is not None else "none"  # type: ignore[attr-defined]
    if was != after.state.value:
        yield Turned(was, after.state.value)
