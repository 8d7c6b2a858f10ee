"""A terminal opens in a store, closes, and opens again, there or elsewhere."""

from datetime import datetime

import msgspec

from rewards.economy import StoreNumbers
from rewards.perks.stores.premises import Premises, Terminal
from rewards.perks.stores.refusals import (
    NameTooLong,
    StoreClosed,
    StoreUnknown,
    TerminalExists,
    TerminalUnknown,
    TooManyTerminals,
)
from rewards.refusal import Refusal


def open_terminal(
    premises: Premises | None, terminal: Terminal, *, numbers: StoreNumbers
) -> Premises | Refusal:
    """With `terminal` in an open store; one that serves nobody any more may move to another."""
    if len(terminal.name) > numbers.name_length_max:
        return NameTooLong(most=numbers.name_length_max)
    store = premises.store(terminal.store) if premises is not None else None
    if premises is None or store is None:
        return StoreUnknown()
    if store.closed_at is not None:
        return StoreClosed(store=store.id)
    known = premises.terminal(terminal.id)
    if known is not None and premises.serves(known):
        return TerminalExists(terminal=terminal.id)
    if known is None and len(premises.terminals) >= numbers.terminals_max:
        return TooManyTerminals(terminals_max=numbers.terminals_max)
    return premises.with_terminal(terminal)


def close_terminal(
    premises: Premises | None, terminal: str, *, at: datetime, by: str
) -> tuple[Premises, Terminal] | TerminalUnknown:
    """Without anybody being served at it, and the terminal; a closed one stays as it was."""
    known = premises.terminal(terminal) if premises is not None else None
    if premises is None or known is None:
        return TerminalUnknown()
    if known.closed_at is not None:
        return premises, known
    after = msgspec.structs.replace(known, closed_at=at, closed_by=by)
    return premises.with_terminal(after), after
