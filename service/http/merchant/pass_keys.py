"""The public keys that an offline pass may have been signed with, when a till brings it in."""

from rewards.ledger.days.signature import key_id, key_of
from rewards.perks.offline.offline_pass import OfflinePass
from service.http.means import Means
from service.store.owner import of_merchant
from service.store.schema.page import RENTALS


async def keys_for(means: Means, said: OfflinePass, merchant: str) -> dict[str, bytes]:
    """By their ids: the one that signs now, or for a pass that names another the one that its own
    rental was promised under. That one is known for as long as the pass can come in, and signs
    nothing but this: whoever has got hold of it can make no other promise."""
    now = means.keys.ledger
    if said.key == now.id:
        return {now.id: now.public}
    rental = await means.context.store.get(RENTALS, said.id, owner=of_merchant(merchant))
    before = key_of(rental.pass_key or "") if rental is not None else None
    return {} if before is None else {key_id(before): before}
