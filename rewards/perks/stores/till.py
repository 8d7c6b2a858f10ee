"""Which terminal something happens at: the one that a key is for, or the one that is named."""

from rewards.perks.stores.premises import Premises, Terminal
from rewards.perks.stores.refusals import (
    KeyOfAnotherTerminal,
    KeyOfClosedTerminal,
    TerminalClosed,
    TerminalUnknown,
)


def to_choose_from(premises: Premises | None) -> tuple[Terminal, ...] | None:
    """The terminals that can be named, in the order in which they were first opened; None if the
    merchant has never opened one: then any word names one."""
    if premises is None or not premises.terminals:
        return None
    return tuple(each for each in premises.terminals if premises.serves(each))


def may_be_named(
    premises: Premises | None, terminal: str
) -> TerminalUnknown | TerminalClosed | None:
    """None if somebody may be served at `terminal`: one of those to choose from, or any word."""
    if to_choose_from(premises) is None:
        return None
    return must_serve(premises, terminal)


def must_serve(premises: Premises | None, terminal: str) -> TerminalUnknown | TerminalClosed | None:
    """None if `terminal` is an open one of the merchant's."""
    known = premises.terminal(terminal) if premises is not None else None
    if premises is None or known is None:
        return TerminalUnknown()
    return None if premises.serves(known) else TerminalClosed(terminal=terminal)


def may_work(premises: Premises | None, key_for: str) -> KeyOfClosedTerminal | None:
    """None if a key for the terminal `key_for` opens anything; empty for a key of no terminal."""
    known = premises.terminal(key_for) if premises is not None else None
    if premises is None or known is None or premises.serves(known):
        return None
    return KeyOfClosedTerminal(terminal=key_for)


def at_till(
    premises: Premises | None, *, key_for: str, named: str
) -> str | TerminalUnknown | TerminalClosed | KeyOfAnotherTerminal:
    """The terminal; empty if the key is for none and none is named. A key for one needs not name
    it, and can name no other."""
    if key_for:
        other = named not in ("", key_for)
        return KeyOfAnotherTerminal(terminal=key_for) if other else key_for
    return (may_be_named(premises, named) if named else None) or named
