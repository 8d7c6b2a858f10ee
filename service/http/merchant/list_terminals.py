"""GET /v1/merchant/terminals."""

import msgspec
from litestar import get

from service.flows.stores.premises_view import TerminalView, terminal_views
from service.http.guards import TheMerchant
from service.http.guards.guards import SCOPE
from service.http.means import TheMeans
from service.http.merchant.premises import premises_of


class TerminalList(msgspec.Struct, frozen=True, kw_only=True):
    """In the order in which they were first opened."""

    terminals: tuple[TerminalView, ...]


@get("/terminals", operation_id="listTerminals", tags=["merchant"], opt={SCOPE: None})
async def list_terminals(means: TheMeans, caller: TheMerchant) -> TerminalList:
    """The terminals in all of the merchant's stores, closed ones too. Every key may know them."""
    return TerminalList(terminals=terminal_views(await premises_of(means, caller.id)))
