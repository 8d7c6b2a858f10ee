"""An operator announces the next key of access tokens."""

from collections.abc import Iterable
from datetime import timedelta

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.operators.audited import OperatorBody, audited
from service.store.collection import Key
from service.store.path.command import Command, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import CURRENT, TokenKey, TokenKeys
from service.store.schema.page import TOKEN_KEYS

KEPT = timedelta(days=1)
"""How long a key is kept once its successor signs: far longer than any token lasts."""


class RotateTokenKey(OperatorBody, frozen=True, kw_only=True):
    """The new key, sealed outside of the command."""

    key: TokenKey


class TokenKeyRotated(msgspec.Struct, frozen=True, kw_only=True):
    """Which key signs from when on."""

    kid: str
    signs_from: Instant


class RotationAnnounced(Refusal, frozen=True, kw_only=True):
    """A key has been announced and does not sign yet: one at a time."""

    kid: str
    signs_from: Instant

    def detail(self) -> str:
        when = self.signs_from.isoformat(timespec="seconds")
        return f"Key {self.kid} is announced and signs from {when} on: rotate again after that."


def needs(_command: Command[RotateTokenKey], _view: View) -> Iterable[Key]:
    """All keys: they are one document, so that of two rotations at once one is refused."""
    yield TOKEN_KEYS.key(CURRENT)


def decide(command: Command[RotateTokenKey], view: View) -> Outcome[TokenKeyRotated]:
    """The key, behind the others. Those that ended long ago leave."""
    stored, key = view.get(TOKEN_KEYS, CURRENT), command.body.key
    keys = stored.keys if stored is not None else ()
    if keys and keys[-1].signs_from > command.at:
        return Outcome(RotationAnnounced(kid=keys[-1].kid, signs_from=keys[-1].signs_from))
    successors = (*keys, key)[1:]
    kept = (
        old
        for old, successor in zip(keys, successors, strict=True)
        if successor.signs_from > command.at - KEPT
    )
    after = TokenKeys(id=CURRENT, keys=(*kept, key), version=stored.version if stored else 1)
    answer = TokenKeyRotated(kid=key.kid, signs_from=key.signs_from)
    effect = Insert(TOKEN_KEYS, after) if stored is None else Put(TOKEN_KEYS, after)
    return Outcome(answer, (effect,))


def _subject(command: Command[RotateTokenKey]) -> str:
    return f"token_key:{command.body.key.kid}"


ROTATE_TOKEN_KEY = audited(Rule("rotate_token_key", TokenKeyRotated, needs, decide), _subject)
