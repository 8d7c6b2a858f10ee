"""GET /v1/operator/display-tokens."""

import msgspec
from litestar import get

from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.guards.guards import POWER
from service.http.means import TheMeans
from service.http.operator.key_view import DisplayTokenView, token_view
from service.operators.roles import Power
from service.store.key_uses import read_uses
from service.store.lists import newest_where
from service.store.schema.page import DISPLAY_TOKENS

SCOPE = "operator:display-tokens"


class DisplayTokensPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    tokens: tuple[DisplayTokenView, ...]
    next_cursor: str | None = None


@get(
    "/display-tokens",
    operation_id="listDisplayTokens",
    tags=["operator"],
    opt={POWER: Power.LOOK},
)
async def list_display_tokens(
    means: TheMeans, limit: Limit = 20, cursor: Cursor = ""
) -> DisplayTokensPage:
    """All tokens of displays, the ended ones too."""
    after, store = read_cursor(means.keys, SCOPE, cursor), means.context.store
    page = await newest_where(store, DISPLAY_TOKENS, {}, limit=limit, after=after, at="created_at")
    uses = await read_uses(store, [row.id for row in page.rows])
    return DisplayTokensPage(
        tokens=tuple(token_view(row, uses.get(row.id)) for row in page.rows),
        next_cursor=write_cursor(means.keys, SCOPE, page.after),
    )
