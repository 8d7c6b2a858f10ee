"""Which tills a pass can be promised to, as a form offers them. Pure."""

from dataclasses import dataclass

from rewards.perks.stores.premises import Premises, Terminal
from rewards.perks.stores.till import to_choose_from


@dataclass(frozen=True)
class Till:
    """A till by its merchant's word for it, and what else is said of it, which may be nothing."""

    id: str
    said: str


def tills_of(premises: Premises | None) -> tuple[Till, ...] | None:
    """Those to choose from; None if whatever is written on a till names it."""
    found = to_choose_from(premises)
    if premises is None or found is None:
        return None
    return tuple(_till(premises, each) for each in found)


def _till(premises: Premises, terminal: Terminal) -> Till:
    store = premises.store(terminal.store)
    said = (terminal.name, store.name if store else "")
    return Till(id=terminal.id, said=", ".join(filter(None, said)))
