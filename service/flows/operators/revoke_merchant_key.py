"""A key ends, with every secret it has. It opens nothing within a second, for good."""

import msgspec

from rewards.calendar import Instant
from rewards.refusal import Refusal
from service.flows.operators.audited import audited
from service.flows.operators.held_keys import take_off_ring
from service.flows.operators.own_merchant_key import OfMerchantKey, key_of, ring_needs, subject
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import MERCHANT_KEYS


class RevokeMerchantKey(OfMerchantKey, frozen=True, kw_only=True):
    """Which key."""


class MerchantKeyRevoked(msgspec.Struct, frozen=True, kw_only=True):
    """Since when it opens nothing."""

    id: str
    revoked_at: Instant


def decide(command: Command[RevokeMerchantKey], view: View) -> Outcome[MerchantKeyRevoked]:
    """Over; what was revoked before stays as it was."""
    key = key_of(command, view)
    if isinstance(key, Refusal):
        return Outcome(key)
    if key.revoked_at is not None:
        return Outcome(MerchantKeyRevoked(id=key.id, revoked_at=key.revoked_at))
    after = msgspec.structs.replace(key, revoked_at=command.at)
    revoked = MerchantKeyRevoked(id=key.id, revoked_at=command.at)
    return Outcome(revoked, (Put(MERCHANT_KEYS, after), *take_off_ring(view, key)))


REVOKE_MERCHANT_KEY = audited(
    Rule("revoke_merchant_key", MerchantKeyRevoked, ring_needs, decide), subject
)
