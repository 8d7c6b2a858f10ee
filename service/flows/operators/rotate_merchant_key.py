"""A key gets a new secret; the one before works on for a while, so that no till stands still."""

from datetime import datetime, timedelta

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.operators.audited import audited
from service.flows.operators.own_merchant_key import OfMerchantKey, key_needs, live_key, subject
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.documents import MerchantKey
from service.store.schema.page import MERCHANT_KEYS

OVERLAP_HOURS = 24
OVERLAP_HOURS_MAX = 168


class RotateMerchantKey(OfMerchantKey, frozen=True, kw_only=True):
    """The old secret works for `overlap_hours` more; 0 ends it at once.

    `shown_sha256` is the secret that the caller came with, if it came with one. The first id of the
    command is the SHA-256 of the new secret, the second its last digits.
    """

    overlap_hours: int = OVERLAP_HOURS
    shown_sha256: str | None = None


class MerchantKeyRotated(msgspec.Struct, frozen=True, kw_only=True):
    """Until when the secret before works."""

    id: str
    previous_ends_at: Instant


def decide(command: Command[RotateMerchantKey], view: View) -> Outcome[MerchantKeyRotated]:
    """A new secret.

    Whoever lost the reply to a rotation comes with the secret before it: that one stays the one
    before, until its old end at most, and the secret that nobody has got ends.
    """
    body, key = command.body, live_key(command, view)
    if isinstance(key, Refusal):
        return Outcome(key)
    sha256, suffix = command.ids
    ends_at = command.at + timedelta(hours=body.overlap_hours)
    previous, ends_at = _previous(key, body.shown_sha256, ends_at)
    after = msgspec.structs.replace(
        key,
        secret_sha256=sha256,
        suffix=suffix,
        rotated_at=command.at,
        previous_sha256=previous,
        previous_ends_at=ends_at,
    )
    rotated = MerchantKeyRotated(id=key.id, previous_ends_at=ends_at)
    return Outcome(rotated, (Put(MERCHANT_KEYS, after),))


def _previous(key: MerchantKey, shown: str | None, ends_at: datetime) -> tuple[str, datetime]:
    """The secret that works beside the new one, and until when."""
    if shown is None or shown != key.previous_sha256 or key.previous_ends_at is None:
        return key.secret_sha256, ends_at
    return shown, min(ends_at, key.previous_ends_at)


ROTATE_MERCHANT_KEY = audited(
    Rule("rotate_merchant_key", MerchantKeyRotated, key_needs, decide, secret=True, ids=2), subject
)
