"""Somebody takes up a message to send it, or finds that there is nowhere to send it to."""

from collections.abc import Iterable

import msgspec

from service.members.deliver import claim, note
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import INBOX


class ClaimMessage(msgspec.Struct, frozen=True, kw_only=True):
    """`claim` names who takes it up. `nowhere`: there is no place to send it to, so that it is
    noted at once."""

    message: str
    claim: str
    nowhere: bool = False


class Claimed(msgspec.Struct, frozen=True, kw_only=True):
    """Whether it was there to be taken up; if not, somebody else is at it, or it is over."""

    claimed: bool


def needs(command: Command[ClaimMessage], _view: View) -> Iterable[Key]:
    """The message."""
    yield INBOX.key(command.body.message)


def decide(command: Command[ClaimMessage], view: View) -> Outcome[Claimed]:
    """Taken up, by one of all who try at once: the message is guarded."""
    body, numbers = command.body, command.programme.numbers.notices
    message = view.get(INBOX, body.message)
    if message is None:
        return Outcome(Claimed(claimed=False))
    after = claim(message, body.claim, at=command.domain_at, numbers=numbers)
    if after is not None and body.nowhere:
        after = note(after, body.claim, (), at=command.domain_at, numbers=numbers)
    if after is None:
        return Outcome(Claimed(claimed=False))
    return Outcome(Claimed(claimed=True), (Put(INBOX, after),))


CLAIM_MESSAGE = Rule("claim_message", Claimed, needs, decide)
