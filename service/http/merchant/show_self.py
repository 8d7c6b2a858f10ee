"""GET /v1/merchant."""

from typing import Any

import msgspec
from litestar import Request, get

from rewards.calendar import Instant
from rewards.perks.directory import offered
from rewards.perks.find import find_merchant
from rewards.refusal import Refusal
from service.flows.stores.premises_view import (
    StoreView,
    TerminalView,
    store_views,
    terminal_views,
)
from service.http.guards import TheMerchant
from service.http.guards.guards import SCOPE
from service.http.means import TheMeans
from service.http.merchant.premises import premises_of
from service.http.merchants.show_merchant import OfferedPerk, offered_perk
from service.http.problems.raised import Refused
from service.http.programme.translated import saying
from service.store.schema.page import STANDINGS


class OwnMerchant(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who the caller is. `scopes` and `terminal` are those of the key that it came with.

    While there is a `suspended_at` nothing new begins here; `suspended_because` says why.
    """

    id: str
    name: str
    registry_number: str
    charity: bool
    perks: tuple[OfferedPerk, ...]
    stores: tuple[StoreView, ...]
    terminals: tuple[TerminalView, ...]
    scopes: tuple[str, ...]
    terminal: str = ""
    suspended_at: Instant | None = None
    suspended_because: str | None = None


@get("/", operation_id="getOwnMerchant", tags=["merchant"], opt={SCOPE: None})
async def show_self(
    request: Request[Any, Any, Any], means: TheMeans, caller: TheMerchant
) -> OwnMerchant:
    """The merchant itself: as the directory has it, where it serves people, and what this key may
    do."""
    programme, say = means.programme, saying(request)
    found = find_merchant(programme.merchants, caller.id)
    if isinstance(found, Refusal):
        raise Refused(found)
    premises = await premises_of(means, caller.id)
    standing = await means.context.store.get(STANDINGS, caller.id)
    return OwnMerchant(
        id=found.id,
        name=say(found.name),
        registry_number=found.registry_number,
        charity=found.charity,
        perks=tuple(offered_perk(perk, say) for perk in offered(programme.perks, found.id)),
        stores=store_views(premises),
        terminals=terminal_views(premises),
        scopes=caller.scopes,
        terminal=caller.terminal,
        suspended_at=standing.suspended_at if standing else None,
        suspended_because=standing.suspended_because if standing else None,
    )
