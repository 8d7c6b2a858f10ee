"""An operator, and their open sign-ins. Every change gives a new value back."""

from datetime import datetime

import msgspec

from rewards.calendar import Instant
from service.operators.numbers import SESSION, SESSIONS_MAX
from service.operators.roles import Role

NAME_PATTERN = "^[a-z][a-z0-9._-]{1,31}$"


class OperatorSession(msgspec.Struct, frozen=True, kw_only=True):
    """One sign-in, until `ends_at`."""

    id: str
    started_at: Instant
    ends_at: Instant


class Operator(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is the name they sign in with; `password_hash` is argon2id's, with its own parameters.

    Session and operator are one document, so that a sign-out, a new password or the end of an
    operator is one write and one look.
    """

    id: str
    roles: tuple[Role, ...]
    password_hash: str
    password_at: Instant
    created_at: Instant
    disabled_at: Instant | None = None
    signed_in_at: Instant | None = None
    sessions: tuple[OperatorSession, ...] = ()
    version: int = 1


def signed_in(operator: Operator, session: str, at: datetime) -> Operator:
    """With a new session; what is over is forgotten, and the oldest if there are too many."""
    live = [one for one in operator.sessions if at < one.ends_at]
    begun = OperatorSession(id=session, started_at=at, ends_at=at + SESSION)
    sessions = (*live, begun)[-SESSIONS_MAX:]
    return msgspec.structs.replace(operator, sessions=sessions, signed_in_at=at)


def signed_out(operator: Operator, session: str) -> Operator:
    """Without this session; the same if there is none."""
    left = tuple(one for one in operator.sessions if one.id != session)
    return msgspec.structs.replace(operator, sessions=left)


def is_signed_in(operator: Operator | None, session: str, at: datetime) -> bool:
    """Whether this session opens doors at `at`."""
    if operator is None or operator.disabled_at is not None:
        return False
    return any(one.id == session and at < one.ends_at for one in operator.sessions)


def disabled(operator: Operator, at: datetime) -> Operator:
    """Nobody any more: no session, and no new one."""
    return msgspec.structs.replace(operator, disabled_at=at, sessions=())


def with_password(operator: Operator, password_hash: str, at: datetime) -> Operator:
    """With another password. Whoever is signed in with the old one is so no longer."""
    return msgspec.structs.replace(
        operator, password_hash=password_hash, password_at=at, sessions=()
    )
