"""Which tills a pass can be promised to, as a form offers them. Pure."""

from dataclasses import dataclass

from rewards.perks.stores.premises import Premises, Terminal


@dataclass(frozen=True)
class Till:
    """A till by its merchant's word for it, and what else is said of it, which may be nothing."""

    id: str
    said: str


def tills_of(premises: Premises | None) -> tuple[Till, ...] | None:
    """Those that are open, in the order in which they were first opened; None if the merchant has
    never opened any: then whatever is written on a till names it."""
    if premises is None or not premises.terminals:
        return None
    return tuple(_till(premises, each) for each in premises.terminals if premises.serves(each))


def _till(premises: Premises, terminal: Terminal) -> Till:
    store = premises.store(terminal.store)
    said = (terminal.name, store.name if store else "")
    return Till(id=terminal.id, said=", ".join(filter(None, said)))
