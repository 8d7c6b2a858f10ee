"""Ends the closing of a day: its signed head is there, and the next day can begin."""

from collections.abc import Iterable

import msgspec

from rewards.ledger.days.closing import LedgerDay, close
from service.flows.ledger.stepped import From, Stepped, standing
from service.store.collection import Key
from service.store.path.command import Append, Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import CURRENT
from service.store.schema.page import LEDGER_CLOSINGS, LEDGER_DAYS


class SignDay(msgspec.Struct, frozen=True, kw_only=True):
    """The day, whole and signed outside: a transaction may run more than once."""

    at: From
    day: LedgerDay


def needs(_command: Command[SignDay], _view: View) -> Iterable[Key]:
    """The closing."""
    yield LEDGER_CLOSINGS.key(CURRENT)


def decide(command: Command[SignDay], view: View) -> Outcome[Stepped]:
    """Signed once: no day has two heads."""
    body = command.body
    closing = standing(view, body.at)
    if closing is None:
        return Outcome(Stepped(already=True))
    closed = close(closing, body.day.signed.head)
    return Outcome(Stepped(), (Put(LEDGER_CLOSINGS, closed), Append(LEDGER_DAYS, body.day)))


SIGN_DAY = Rule("sign_ledger_day", Stepped, needs, decide)
