"""A store opens, closes, and opens again."""

from datetime import datetime

import msgspec

from rewards.economy import StoreNumbers
from rewards.perks.stores.premises import OwnStore, Premises
from rewards.perks.stores.refusals import NameTooLong, StoreExists, StoreUnknown, TooManyStores


def open_store(
    premises: Premises, store: OwnStore, *, numbers: StoreNumbers
) -> Premises | StoreExists | TooManyStores | NameTooLong:
    """With `store`, which may be one that had closed: its terminals serve again with it."""
    if max(len(store.name), len(store.address)) > numbers.name_length_max:
        return NameTooLong(most=numbers.name_length_max)
    known = premises.store(store.id)
    if known is not None and known.closed_at is None:
        return StoreExists(store=store.id)
    if known is None and len(premises.stores) >= numbers.stores_max:
        return TooManyStores(stores_max=numbers.stores_max)
    return premises.with_store(store)


def close_store(
    premises: Premises | None, store: str, *, at: datetime, by: str
) -> tuple[Premises, OwnStore] | StoreUnknown:
    """Without anybody being served in it, and the store; one that is closed stays as it was."""
    known = premises.store(store) if premises is not None else None
    if premises is None or known is None:
        return StoreUnknown()
    if known.closed_at is not None:
        return premises, known
    after = msgspec.structs.replace(known, closed_at=at, closed_by=by)
    return premises.with_store(after), after
