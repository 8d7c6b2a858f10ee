"""Begins to close a day, if none is being closed."""

from collections.abc import Iterable

import msgspec

from rewards.ledger.days.closing import Closing
from service.flows.ledger.stepped import Stepped
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import CURRENT
from service.store.schema.page import LEDGER_CLOSINGS


class BeginDay(msgspec.Struct, frozen=True, kw_only=True):
    """The day as it begins; made outside from the last one, whose date is `after`, if any."""

    after: str | None
    closing: Closing


def needs(_command: Command[BeginDay], _view: View) -> Iterable[Key]:
    """The closing of now."""
    yield LEDGER_CLOSINGS.key(CURRENT)


def decide(command: Command[BeginDay], view: View) -> Outcome[Stepped]:
    """Days are closed one by one, in order."""
    body = command.body
    last = view.get(LEDGER_CLOSINGS, CURRENT)
    if last is None:
        first = body.after is None
        effects = (Insert(LEDGER_CLOSINGS, body.closing),) if first else ()
        return Outcome(Stepped(already=not first), effects)
    if last.open or last.day != body.after:
        return Outcome(Stepped(already=True))
    return Outcome(Stepped(), (Put(LEDGER_CLOSINGS, body.closing),))


BEGIN_DAY = Rule("begin_ledger_day", Stepped, needs, decide)
