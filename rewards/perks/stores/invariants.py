"""I3: the ring of a merchant names the keys that open something, each once, and no others.

So the most that a merchant may have is counted where no two keys can be given at once. `seedbank
check` asks here; it reports and never repairs.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from rewards.ledger.invariants import Violation
from rewards.perks.stores.key_ring import HeldKey, KeyRing


class GivenKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key of a merchant as it was given, by its id; with no end, or one that it has by itself."""

    id: str
    given_at: datetime
    ends_at: datetime | None
    revoked: bool


def ring_names_keys(
    merchant: str, ring: KeyRing | None, given: Iterable[GivenKey]
) -> list[Violation]:
    """All that is wrong between the ring, if there is one, and every key that the merchant was ever
    given.

    No clock is asked. One that has ended by itself comes off when the next key is given: so what is
    not on the ring has been revoked, or had ended when the newest key was given.
    """
    keys = {each.id: each for each in given}
    held = {each.id: each for each in ring.keys} if ring is not None else {}
    newest = max((each.given_at for each in keys.values()), default=None)
    twice = ring is not None and len(held) < len(ring.keys)
    found = ["names a key twice"] if twice else []
    found += [_wrong(each, keys.get(each.id)) for each in held.values()]
    found += [_missing(each, newest) for each in keys.values() if each.id not in held]
    return [
        Violation(invariant="I3", subject=f"key_ring:{merchant}", sentence=sentence)
        for sentence in found
        if sentence
    ]


def _wrong(held: HeldKey, key: GivenKey | None) -> str:
    if key is None:
        return f"names {held.id}, which was never given to it"
    if key.revoked:
        return f"names {held.id}, which is revoked"
    if key.ends_at != held.ends_at:
        return f"ends {held.id} at {_at(held.ends_at)}, the key itself at {_at(key.ends_at)}"
    return ""


def _missing(key: GivenKey, newest: datetime | None) -> str:
    over = key.ends_at is not None and newest is not None and key.ends_at <= newest
    return "" if key.revoked or over else f"does not name {key.id}, which opens something"


def _at(moment: datetime | None) -> str:
    return moment.isoformat() if moment is not None else "no time"
