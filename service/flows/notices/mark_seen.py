"""A member has seen messages of the inbox."""

from collections.abc import Iterable

import msgspec

from rewards.refusal import Refusal
from service.members.message import Message
from service.members.see import see
from service.store.collection import Key
from service.store.owner import of_account
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import INBOX


class MarkSeen(msgspec.Struct, frozen=True, kw_only=True):
    """These messages, and all up to one: those before it that are not seen yet come as the
    command's ids, because they are others each time it is asked."""

    account: str
    messages: tuple[str, ...] = ()
    up_to: str | None = None


class MarkedSeen(msgspec.Struct, frozen=True, kw_only=True):
    """How many were new to the member."""

    seen: int


class MessageUnknown(Refusal, frozen=True, kw_only=True):
    """None of the caller's messages."""

    def detail(self) -> str:
        return "You have no such message: ask for your inbox."


def needs(command: Command[MarkSeen], _view: View) -> Iterable[Key]:
    """All that are named."""
    return (INBOX.key(each) for each in _named(command))


def decide(command: Command[MarkSeen], view: View) -> Outcome[MarkedSeen]:
    """Seen, those that are the caller's. Others are as unknown as what never was; if nothing is
    known of what was asked for, that is the answer."""
    own = [each for id_ in _named(command) if (each := _own(command, view, id_)) is not None]
    if not own and _named(command):
        return Outcome(MessageUnknown())
    seen = [after for each in own if (after := see(each, command.domain_at)) is not None]
    return Outcome(MarkedSeen(seen=len(seen)), tuple(Put(INBOX, each) for each in seen))


def _own(command: Command[MarkSeen], view: View, id_: str) -> Message | None:
    """Absence is no reason for anything here, so nobody relies on it."""
    if view.reference(INBOX, id_) is None:
        return None
    return view.own(INBOX, id_, of_account(command.body.account))


def _named(command: Command[MarkSeen]) -> tuple[str, ...]:
    body = command.body
    up_to = () if body.up_to is None else (body.up_to,)
    return tuple(dict.fromkeys((*body.messages, *up_to, *command.ids)))


MARK_SEEN = Rule("mark_seen", MarkedSeen, needs, decide)
