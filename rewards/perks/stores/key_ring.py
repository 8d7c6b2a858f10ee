"""The keys of a merchant that still open something, counted where no two can be given at once."""

from datetime import datetime

import msgspec

from rewards.economy import StoreNumbers
from rewards.perks.stores.refusals import TooManyKeys


class HeldKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key by its id; it opens nothing from `ends_at` on."""

    id: str
    ends_at: datetime | None = None


class KeyRing(msgspec.Struct, frozen=True, kw_only=True):
    """All of a merchant, whose id is the document's. Some of them may have ended by themselves
    since."""

    id: str
    keys: tuple[HeldKey, ...] = ()
    version: int = 1


def with_key(
    ring: KeyRing, key: HeldKey, *, at: datetime, numbers: StoreNumbers
) -> KeyRing | TooManyKeys:
    """With one more; those that have ended by `at` are on it no longer."""
    held = tuple(each for each in ring.keys if each.ends_at is None or at < each.ends_at)
    if len(held) >= numbers.keys_max:
        return TooManyKeys(keys_max=numbers.keys_max)
    return msgspec.structs.replace(ring, keys=(*held, key))


def without_key(ring: KeyRing, id_: str) -> KeyRing:
    """Without it; the same ring, if it was not on it."""
    held = tuple(each for each in ring.keys if each.id != id_)
    return ring if held == ring.keys else msgspec.structs.replace(ring, keys=held)
