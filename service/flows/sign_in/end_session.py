"""A device signs out: its refresh tokens never work again."""

from collections.abc import Iterable

import msgspec

from service.flows.notices.own_reach import forgotten
from service.flows.sign_in.tell_of_device import tell_of_device
from service.members.message import MessageKind
from service.members.sign_in.session import SessionEnded, is_over, revoke
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import REACHES, SESSIONS


class EndSession(msgspec.Struct, frozen=True, kw_only=True):
    """The session that a refresh token names, and the SHA-256 of the token's secret part."""

    session: str
    sha256: str


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """Which session is over."""

    session: str


def needs(command: Command[EndSession], view: View) -> Iterable[Key]:
    """The session, and where it may be pushed to."""
    yield SESSIONS.key(command.body.session)
    session = view.peek(SESSIONS, command.body.session)
    if session is not None:
        yield REACHES.key(session.account)


def decide(command: Command[EndSession], view: View) -> Outcome[Ended]:
    """Over, for whoever shows one of its tokens, used or not. Refused for all else."""
    session = view.get(SESSIONS, command.body.session)
    if session is None or is_over(session, command.at):
        return Outcome(SessionEnded())
    if all(token.sha256 != command.body.sha256 for token in session.tokens):
        return Outcome(SessionEnded())
    told = tell_of_device(command, MessageKind.DEVICE_SIGNED_OUT, session)
    silent = forgotten(view, session.account, (session.id,))
    ended = Put(SESSIONS, revoke(session, command.at))
    return Outcome(Ended(session=session.id), (ended, told, *silent))


END_SESSION = Rule("end_session", Ended, needs, decide)
