"""What became of a message that was sent to some places is noted."""

from collections.abc import Iterable

import msgspec

from service.flows.notices.own_reach import without
from service.members.deliver import Answer, Tried, note
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import INBOX, REACHES


class NoteDelivery(msgspec.Struct, frozen=True, kw_only=True):
    """What each place said to who had taken the message up as `claim`."""

    message: str
    account: str
    claim: str
    tried: tuple[Tried, ...]


class DeliveryNoted(msgspec.Struct, frozen=True, kw_only=True):
    """False if the message is no more, was seen meanwhile, or has been taken up by another."""

    noted: bool


def needs(command: Command[NoteDelivery], _view: View) -> Iterable[Key]:
    """The message; the account's places, if one of them is no more."""
    yield INBOX.key(command.body.message)
    if _gone(command.body):
        yield REACHES.key(command.body.account)


def decide(command: Command[NoteDelivery], view: View) -> Outcome[DeliveryNoted]:
    """The message as it is now. A place that is gone is forgotten in any case."""
    body = command.body
    gone = _gone(body)
    effects = without(view, body.account, gone) if gone else ()
    after = None
    if view.reference(INBOX, body.message) is not None:
        message, numbers = view.get(INBOX, body.message), command.programme.numbers.notices
        assert message is not None  # as it was a line ago
        after = note(message, body.claim, body.tried, at=command.domain_at, numbers=numbers)
    if after is None:
        return Outcome(DeliveryNoted(noted=False), effects)
    return Outcome(DeliveryNoted(noted=True), (*effects, Put(INBOX, after)))


def _gone(body: NoteDelivery) -> frozenset[str]:
    return frozenset(each.place for each in body.tried if each.answer is Answer.GONE)


NOTE_DELIVERY = Rule("note_delivery", DeliveryNoted, needs, decide)
