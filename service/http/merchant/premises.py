"""A merchant's stores and terminals as the doors read them, and the words that name them."""

from typing import Annotated

import msgspec

from rewards.perks.stores.premises import Premises
from rewards.perks.stores.till import at_till
from rewards.refusal import Refusal
from service.http.guards.callers import Merchant
from service.http.means import Means
from service.http.problems.raised import Refused
from service.store.owner import Owner
from service.store.schema.page import PREMISES

# Words that can stand in an address and in an offline pass as they are.
Word = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
Line = Annotated[str, msgspec.Meta(max_length=200)]


def asked_with(caller: Merchant) -> str:
    """Why, for the audit log, which otherwise knows only whose key it was."""
    return f"asked for by the merchant with its key {caller.key}"


async def premises_of(means: Means, merchant: str) -> Premises | None:
    """All of the merchant's, closed ones too; None if it has never opened any."""
    return await means.context.store.get(PREMISES, merchant, owner=Owner("id", merchant))


async def terminal_of(means: Means, caller: Merchant, named: str) -> str:
    """Where the caller is: at its key's terminal, or at the one that it names; as the premises were
    at most a second ago."""
    store, premises = means.context.store, None
    if named and not caller.terminal:
        premises = await means.credentials.get(store, PREMISES, caller.id)
    found = at_till(premises, key_for=caller.terminal, named=named)
    if isinstance(found, Refusal):
        raise Refused(found)
    return found
