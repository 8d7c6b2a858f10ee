"""A merchant closes a terminal: keys that are for it open nothing while it is closed."""

from rewards.perks.stores.terminals import close_terminal
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


class CloseTerminal(OfPremises, frozen=True, kw_only=True):
    """Which terminal."""

    terminal: str


def decide(command: Command[CloseTerminal], view: View) -> Outcome[TerminalView]:
    """Closed from now on; what was closed before stays as it was."""
    body, key = command.body, live_key(command, view)
    if isinstance(key, Refusal):
        return Outcome(key)
    before = known_premises(view, body.merchant)
    closed = close_terminal(before, body.terminal, at=command.domain_at, by=key.id)
    if isinstance(closed, Refusal):
        return Outcome(closed)
    after, terminal = closed
    effects = () if after is before else (written(before, after),)
    return Outcome(terminal_view(after, terminal), effects)


def subject(command: Command[CloseTerminal]) -> str:
    """For the audit log."""
    return terminal_subject(command.body.merchant, command.body.terminal)


CLOSE_TERMINAL = audited(Rule("close_terminal", TerminalView, premises_needs, decide), subject)
