"""A store and a terminal as their merchant sees them."""

import msgspec

from rewards.calendar import Instant
from rewards.perks.stores.premises import OwnStore, Premises, Terminal


class StoreView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`id` is the merchant's own word for it. Since `closed_at` nobody is served in it."""

    id: str
    name: str
    opened_at: Instant
    address: str = ""
    closed_at: Instant | None = None


class TerminalView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`id` is the merchant's own word for it. It is `open` while neither it nor its store is
    closed."""

    id: str
    store: str
    open: bool
    opened_at: Instant
    name: str = ""
    closed_at: Instant | None = None


def store_view(store: OwnStore) -> StoreView:
    """All of it."""
    return StoreView(
        id=store.id,
        name=store.name,
        address=store.address,
        opened_at=store.opened_at,
        closed_at=store.closed_at,
    )


def terminal_view(premises: Premises, terminal: Terminal) -> TerminalView:
    """One of these premises."""
    return TerminalView(
        id=terminal.id,
        store=terminal.store,
        open=premises.serves(terminal),
        name=terminal.name,
        opened_at=terminal.opened_at,
        closed_at=terminal.closed_at,
    )


def store_views(premises: Premises | None) -> tuple[StoreView, ...]:
    """The stores, in the order in which they were first opened."""
    return tuple(map(store_view, premises.stores)) if premises is not None else ()


def terminal_views(premises: Premises | None) -> tuple[TerminalView, ...]:
    """The same of the terminals."""
    found = premises.terminals if premises is not None else ()
    return tuple(terminal_view(premises, each) for each in found) if premises is not None else ()
