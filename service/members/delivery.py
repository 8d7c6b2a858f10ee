"""How a message goes out of the inbox, to where the member wants it: pushed, or by e-mail."""

import enum

import msgspec

from rewards.calendar import Instant


class DeliveryState(enum.StrEnum):
    """How far it has come."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """`tries` counts who took the message up to send it; nobody else does before `next_try_at`,
    which is None when it is over. `taken_by` are the places that have it and are not asked again:
    "email", or "push:" and a device."""

    state: DeliveryState
    next_try_at: Instant | None
    tries: int = 0
    taken_by: tuple[str, ...] = ()
