"""How a message goes out of the inbox, to where the member wants it: pushed, or by e-mail."""

import enum

import msgspec

from rewards.calendar import Instant


class DeliveryState(enum.StrEnum):
    """How far it has come. SENT: nobody has to send it any more, because somebody has taken it, or
    the member saw it first. FAILED: given up, and nobody has taken it."""

    PENDING = "pending"
    SENT = "sent"
    FAILED = "failed"


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """`tries` counts who took the message up to send it, `claim` names the last of them; nobody
    else does before `next_try_at`, which is None when it is over. `taken_by` and `refused_by` are
    places that are not asked again: "email", or "push:" and a device."""

    state: DeliveryState
    next_try_at: Instant | None
    tries: int = 0
    claim: str = ""
    taken_by: tuple[str, ...] = ()
    refused_by: tuple[str, ...] = ()

    @property
    def closed(self) -> frozenset[str]:
        """The places that are not asked again."""
        return frozenset((*self.taken_by, *self.refused_by))
