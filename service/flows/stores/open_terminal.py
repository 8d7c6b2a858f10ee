"""A merchant opens a terminal in one of its stores, for the first time or again."""

from rewards.perks.stores.premises import Terminal
from rewards.perks.stores.terminals import open_terminal
from rewards.refusal import Refusal
from service.flows.operators.audited import audited
from service.flows.operators.own_merchant_key import live_key
from service.flows.stores.own_premises import (
    OfPremises,
    known_premises,
    premises_needs,
    terminal_subject,
    written,
)
from service.flows.stores.premises_view import TerminalView, terminal_view
from service.store.path.command import Command, Outcome, Rule
from service.store.path.state import View


class OpenTerminal(OfPremises, frozen=True, kw_only=True):
    """The merchant's word for the terminal, in which store, and what is said of it."""

    terminal: str
    store: str
    name: str = ""


def decide(command: Command[OpenTerminal], view: View) -> Outcome[TerminalView]:
    """Open from now on: free words for terminals are over, if this is the merchant's first."""
    body, key = command.body, live_key(command, view)
    if isinstance(key, Refusal):
        return Outcome(key)
    made = Terminal(
        id=body.terminal,
        store=body.store,
        name=body.name,
        opened_at=command.domain_at,
        opened_by=key.id,
    )
    before = known_premises(view, body.merchant)
    after = open_terminal(before, made, numbers=command.programme.numbers.perks.stores)
    if isinstance(after, Refusal):
        return Outcome(after)
    return Outcome(terminal_view(after, made), (written(before, after),))


def subject(command: Command[OpenTerminal]) -> str:
    """For the audit log."""
    return terminal_subject(command.body.merchant, command.body.terminal)


OPEN_TERMINAL = audited(Rule("open_terminal", TerminalView, premises_needs, decide), subject)
