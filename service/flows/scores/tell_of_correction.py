"""A member learns that a correction has changed the own score."""

from collections.abc import Iterable

import msgspec

from service.members.consents import PROGRAMME, Purpose
from service.members.message import MessageKind
from service.members.new_message import new_message
from service.members.require import require
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import ACCOUNTS, INBOX


class TellOfCorrection(msgspec.Struct, frozen=True, kw_only=True):
    """The score before and after; None where there is none. `revision` is the one in force now."""

    account: str
    cycle: str
    revision: int
    reason: str
    before: int | None
    after: int | None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The message is in the inbox. `already` if it had been before, or nobody is to be told."""

    already: bool = False


def needs(command: Command[TellOfCorrection], _view: View) -> Iterable[Key]:
    """The account, and whether the message is there."""
    yield ACCOUNTS.key(command.body.account)
    yield INBOX.key(_message_id(command.body))


def decide(command: Command[TellOfCorrection], view: View) -> Outcome[Told]:
    """One message, once, to whoever still wants a score: it has two of them in it."""
    body = command.body
    # A guard: who withdraws or is erased at the same moment is told nothing.
    account = view.get(ACCOUNTS, body.account)
    if account is None or require(account, Purpose.SCORE, PROGRAMME, command.domain_at) is not None:
        return Outcome(Told(already=True))
    if view.get(INBOX, _message_id(body)) is not None:
        return Outcome(Told(already=True))
    scores = {"before": body.before, "after": body.after}
    message = new_message(
        _message_id(body),
        account=body.account,
        kind=MessageKind.SCORE_CORRECTED,
        at=command.domain_at,
        parameters={
            "cycle": body.cycle,
            "revision": body.revision,
            "reason": body.reason,
            **{name: value for name, value in scores.items() if value is not None},
        },
    )
    return Outcome(Told(), (Insert(INBOX, message), Put(ACCOUNTS, account)))


def _message_id(body: TellOfCorrection) -> str:
    return f"message:score:{body.cycle}:{body.revision}:{body.account}"


TELL_OF_CORRECTION = Rule("tell_of_correction", Told, needs, decide)
