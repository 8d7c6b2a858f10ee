"""The documents of one batch: as loaded, then as each command in turn leaves them. Pure."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple, TypeVar

import msgspec

from service.store.collection import Collection, Key
from service.store.owner import Owner

Doc = TypeVar("Doc", bound=msgspec.Struct)


class RuleError(Exception):
    """A rule broke the write path's contract: a defect in the rule, never the caller's fault."""


class UnreadError(RuleError):
    """A key was read that no load has answered: never asked for, or named only by a document
    that a batch-mate has just made."""


class Entered(NamedTuple):
    """How many effects a gate lets in, and how far domain time is ahead of the server's."""

    entries: int
    offset: timedelta


class State:
    """What the batch knows. `current` holds None for a key that was looked up and found absent."""

    def __init__(self) -> None:
        self.current: dict[Key, msgspec.Struct | None] = {}
        self.loaded: dict[Key, msgspec.Struct | None] = {}
        self.rows: list[tuple[Collection[msgspec.Struct], msgspec.Struct]] = []
        self.written: dict[Key, Collection[msgspec.Struct]] = {}
        self.entered: dict[Key, Entered] = {}
        self.removed: set[Key] = set()

    def missing(self, keys: Iterable[Key]) -> list[Key]:
        """Those of the keys that no load has answered yet."""
        return [key for key in keys if key not in self.current]

    def learn(self, key: Key, doc: msgspec.Struct | None) -> None:
        """Records what the database said of a key."""
        self.loaded[key] = self.current[key] = doc


class View:
    """The state as one command sees it; remembers what the command relied on."""

    def __init__(self, state: State) -> None:
        self._state = state
        self.relied: dict[Key, Collection[msgspec.Struct]] = {}

    def get(self, collection: Collection[Doc], id_: str) -> Doc | None:
        """The document, or None if there is none. Raises UnreadError for a key never asked for."""
        found = self.reference(collection, id_)
        self.relied[collection.key(id_)] = collection  # type: ignore[assignment]
        return found

    def reference(self, collection: Collection[Doc], id_: str) -> Doc | None:
        """A document that is read by version and locked by nobody, e.g. the published cycle.

        For what changes rarely and at a stated time; a decision may be one version behind.
        """
        key = collection.key(id_)
        if key not in self._state.current:
            raise UnreadError(f"{key} was read but is not among the command's needs")
        return self._state.current[key]  # type: ignore[return-value]

    def own(self, collection: Collection[Doc], id_: str, owner: Owner) -> Doc | None:
        """The document if it is this owner's; another's is None, as if it did not exist.

        For every id that a caller sends. The load of a batch is by id alone, as batch-mates share
        it: here is where a rule learns of what is its caller's, and of nothing else.
        """
        found = self.reference(collection, id_)
        if found is not None and getattr(found, owner.field) != owner.id:
            return None
        return self.get(collection, id_)

    def peek_own(self, collection: Collection[Doc], id_: str, owner: Owner) -> Doc | None:
        """The same for `needs`, so that what hangs on another's document is not even loaded."""
        found = self.peek(collection, id_)
        return found if found is None or getattr(found, owner.field) == owner.id else None

    def peek(self, collection: Collection[Doc], id_: str) -> Doc | None:
        """For `needs`: the document if a load has brought it, else None. Relied on by nobody."""
        return self._state.current.get(collection.key(id_))  # type: ignore[return-value]
