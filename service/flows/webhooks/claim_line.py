"""Somebody takes up a line to send what is next in it."""

from collections.abc import Iterable

import msgspec

from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import DELIVERY_LINES
from service.webhooks.delivery import claimed


class ClaimLine(msgspec.Struct, frozen=True, kw_only=True):
    """`claim` names who takes it up."""

    line: str
    claim: str


class LineClaimed(msgspec.Struct, frozen=True, kw_only=True):
    """Whether it was there to be taken up; if not, somebody else is at it, or nothing waits."""

    claimed: bool


def needs(command: Command[ClaimLine], _view: View) -> Iterable[Key]:
    """The line."""
    yield DELIVERY_LINES.key(command.body.line)


def decide(command: Command[ClaimLine], view: View) -> Outcome[LineClaimed]:
    """Taken up, by one of all who try at once: the line is guarded."""
    body, numbers = command.body, command.programme.numbers.webhooks
    line = view.reference(DELIVERY_LINES, body.line)
    after = line and claimed(line, body.claim, at=command.domain_at, numbers=numbers)
    if after is None:
        return Outcome(LineClaimed(claimed=False))
    view.get(DELIVERY_LINES, body.line)
    return Outcome(LineClaimed(claimed=True), (Put(DELIVERY_LINES, after),))


CLAIM_LINE = Rule("claim_line", LineClaimed, needs, decide)
