"""A screen's token ends: what shows its board goes dark within seconds."""

from collections.abc import Iterable

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.operators.audited import OperatorBody, audited
from service.store.collection import Key
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import DISPLAY_TOKENS


class RevokeDisplayToken(OperatorBody, frozen=True, kw_only=True):
    """Which token."""

    token: str


class DisplayTokenRevoked(msgspec.Struct, frozen=True, kw_only=True):
    """Since when it shows nothing."""

    id: str
    revoked_at: Instant


class DisplayTokenUnknown(Refusal, frozen=True, kw_only=True):
    """There is no such token."""

    def detail(self) -> str:
        return "There is no such display token: take the id from the list of tokens."


def needs(command: Command[RevokeDisplayToken], _view: View) -> Iterable[Key]:
    """The token."""
    yield DISPLAY_TOKENS.key(command.body.token)


def decide(command: Command[RevokeDisplayToken], view: View) -> Outcome[DisplayTokenRevoked]:
    """Over; what was revoked before stays as it was."""
    token = view.get(DISPLAY_TOKENS, command.body.token)
    if token is None:
        return Outcome(DisplayTokenUnknown())
    if token.revoked_at is not None:
        return Outcome(DisplayTokenRevoked(id=token.id, revoked_at=token.revoked_at))
    after = msgspec.structs.replace(token, revoked_at=command.at)
    return Outcome(
        DisplayTokenRevoked(id=token.id, revoked_at=command.at), (Put(DISPLAY_TOKENS, after),)
    )


def subject(command: Command[RevokeDisplayToken]) -> str:
    """For the audit log."""
    return f"display_token:{command.body.token}"


REVOKE_DISPLAY_TOKEN = audited(
    Rule("revoke_display_token", DisplayTokenRevoked, needs, decide), subject
)
