"""A session: a chain of refresh tokens of one device, each used once.

A phone may lose the reply to a refresh, or send two at once. So a used token works again for a
short grace and gets a token of its own; later it can only be a thief's copy, and the chain ends.
"""

from datetime import datetime, timedelta

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.members.numbers import SignInNumbers

TOKENS_KEPT = 16


class RefreshToken(msgspec.Struct, frozen=True, kw_only=True):
    """One token of the chain, by its SHA-256; `used_at` is its first use."""

    sha256: str
    used_at: Instant | None = None


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """One device's sign-in. `device` is what the person calls it."""

    id: str
    account: str
    member: str
    device: str
    started_at: Instant
    expires_at: Instant
    tokens: tuple[RefreshToken, ...]
    revoked_at: Instant | None = None
    version: int = 1


class SessionEnded(Refusal, frozen=True, kw_only=True):
    """The session is over, revoked or unknown: one answer to all."""

    def detail(self) -> str:
        return "This session has ended. Sign in again with a one-time code."


def is_over(session: Session, at: datetime) -> bool:
    """Whether nothing can be done with it any more at `at`."""
    return session.revoked_at is not None or at >= session.expires_at


def last_used_at(session: Session) -> datetime:
    """When one of its refresh tokens was last used; if none was, when it began."""
    return max(
        (each.used_at for each in session.tokens if each.used_at), default=session.started_at
    )


def revoke(session: Session, at: datetime) -> Session:
    """The session, over from `at` on."""
    return msgspec.structs.replace(session, revoked_at=at)


def start(
    id_: str,
    *,
    account: str,
    member: str,
    device: str,
    sha256: str,
    at: datetime,
    numbers: SignInNumbers,
) -> Session:
    """A session with its first token."""
    return Session(
        id=id_,
        account=account,
        member=member,
        device=device,
        started_at=at,
        expires_at=at + timedelta(days=numbers.session_days),
        tokens=(RefreshToken(sha256=sha256),),
    )


def refresh(
    session: Session, *, sha256: str, fresh: str, at: datetime, numbers: SignInNumbers
) -> tuple[Session, bool]:
    """The session after a refresh with token `sha256`, and whether `fresh` is its new token.

    A session that is over stays as it is; reuse after the grace revokes it, thief and owner alike.
    """
    if is_over(session, at):
        return session, False
    if not _may_refresh(session, sha256, at, numbers):
        return revoke(session, at), False
    used = tuple(_use(token, at) if token.sha256 == sha256 else token for token in session.tokens)
    chain = (*used, RefreshToken(sha256=fresh))[-TOKENS_KEPT:]
    expires_at = at + timedelta(days=numbers.session_days)
    return msgspec.structs.replace(session, tokens=chain, expires_at=expires_at), True


def _may_refresh(session: Session, sha256: str, at: datetime, numbers: SignInNumbers) -> bool:
    # A token that is no longer in the chain was used long ago: reuse, like any late second use.
    token = next((each for each in session.tokens if each.sha256 == sha256), None)
    if token is None:
        return False
    grace = timedelta(seconds=numbers.refresh_grace_seconds)
    return token.used_at is None or at < token.used_at + grace


def _use(token: RefreshToken, at: datetime) -> RefreshToken:
    return token if token.used_at else msgspec.structs.replace(token, used_at=at)
