"""A merchant's stores and the terminals in them, which are guarded as one."""

from datetime import datetime

import msgspec


class OwnStore(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is the merchant's own word for it. After `closed_at` nobody is served in it. `opened_by`
    and `closed_by` are the keys that said so; None for what was done before keys were noted."""

    id: str
    name: str
    address: str
    opened_at: datetime
    opened_by: str | None
    closed_at: datetime | None = None
    closed_by: str | None = None


class Terminal(msgspec.Struct, frozen=True, kw_only=True):
    """A till, a gate, a key box: the merchant's own word for it, in which store, and what else is
    said of it. Otherwise like a store."""

    id: str
    store: str
    name: str
    opened_at: datetime
    opened_by: str | None
    closed_at: datetime | None = None
    closed_by: str | None = None


class Premises(msgspec.Struct, frozen=True, kw_only=True):
    """All of a merchant, whose id is the document's: so their number can be bounded. What is closed
    stays in it, in its place."""

    id: str
    stores: tuple[OwnStore, ...] = ()
    terminals: tuple[Terminal, ...] = ()
    version: int = 1

    def store(self, id_: str) -> OwnStore | None:
        """The store, closed or not."""
        return next((each for each in self.stores if each.id == id_), None)

    def terminal(self, id_: str) -> Terminal | None:
        """The terminal, closed or not."""
        return next((each for each in self.terminals if each.id == id_), None)

    def serves(self, terminal: Terminal) -> bool:
        """Whether anybody is served at it: a closed store has closed its terminals too."""
        store = self.store(terminal.store)
        return terminal.closed_at is None and store is not None and store.closed_at is None

    def with_store(self, store: OwnStore) -> "Premises":
        """With this in place of the one that has its id, or after all others."""
        if self.store(store.id) is None:
            return msgspec.structs.replace(self, stores=(*self.stores, store))
        now = tuple(store if each.id == store.id else each for each in self.stores)
        return msgspec.structs.replace(self, stores=now)

    def with_terminal(self, terminal: Terminal) -> "Premises":
        """The same of a terminal."""
        if self.terminal(terminal.id) is None:
            return msgspec.structs.replace(self, terminals=(*self.terminals, terminal))
        now = tuple(terminal if each.id == terminal.id else each for each in self.terminals)
        return msgspec.structs.replace(self, terminals=now)
