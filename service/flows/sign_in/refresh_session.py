"""A device swaps its refresh token for the next one."""

import hashlib
from collections.abc import Iterable

import msgspec

from service.flows.sign_in.tell_of_device import tell_of_device
from service.members.message import MessageKind
from service.members.sign_in.session import SessionEnded, refresh
from service.store.collection import Key
from service.store.path.command import Command, Effect, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import SESSIONS


class RefreshSession(msgspec.Struct, frozen=True, kw_only=True):
    """The session that the token names, and the SHA-256 of the token's secret part."""

    session: str
    sha256: str


class Refreshed(msgspec.Struct, frozen=True, kw_only=True):
    """The next refresh token, shown once."""

    account: str
    session: str
    refresh_token: str


def needs(command: Command[RefreshSession], _view: View) -> Iterable[Key]:
    """The session."""
    yield SESSIONS.key(command.body.session)


def decide(command: Command[RefreshSession], view: View) -> Outcome[Refreshed]:
    """The next token; or, for one that was used before, the end of the session."""
    session = view.get(SESSIONS, command.body.session)
    if session is None:
        return Outcome(SessionEnded())
    (secret,) = command.ids
    after, refreshed = refresh(
        session,
        sha256=command.body.sha256,
        fresh=hashlib.sha256(secret.encode()).hexdigest(),
        at=command.at,
        numbers=command.programme.numbers.sign_in,
    )
    effects: tuple[Effect, ...] = () if after == session else (Put(SESSIONS, after),)
    if not refreshed:
        if effects:
            effects = (*effects, tell_of_device(command, MessageKind.DEVICE_DISTRUSTED, session))
        return Outcome(SessionEnded(), effects)
    token = f"{session.id}.{secret}"
    return Outcome(
        Refreshed(account=session.account, session=session.id, refresh_token=token), effects
    )


REFRESH_SESSION = Rule("refresh_session", Refreshed, needs, decide, secret=True, ids=1)
