"""How many keys a merchant has: every key that is given goes on its ring, and off it when ended."""

from typing import Any

from rewards.perks.stores.key_ring import HeldKey, KeyRing, with_key, without_key
from rewards.perks.stores.refusals import TooManyKeys
from service.store.path.command import Command, Effect, Insert, Put
from service.store.path.state import View
from service.store.schema.documents import MerchantKey
from service.store.schema.page import KEY_RINGS


def put_on_ring(
    command: Command[Any], view: View, key: MerchantKey
) -> tuple[Effect, ...] | TooManyKeys:
    """One more, if the merchant may have it: two that are given at once both write the ring."""
    ring = view.get(KEY_RINGS, key.merchant)
    after = with_key(
        ring or KeyRing(id=key.merchant),
        HeldKey(id=key.id, ends_at=key.expires_at),
        at=command.at,
        numbers=command.programme.numbers.perks.stores,
    )
    if isinstance(after, TooManyKeys):
        return after
    return (Insert(KEY_RINGS, after) if ring is None else Put(KEY_RINGS, after),)


def take_off_ring(view: View, key: MerchantKey) -> tuple[Effect, ...]:
    """One less."""
    if view.reference(KEY_RINGS, key.merchant) is None:
        return ()
    ring = view.get(KEY_RINGS, key.merchant)
    after = without_key(ring, key.id) if ring is not None else None
    return () if after is None or after is ring else (Put(KEY_RINGS, after),)
