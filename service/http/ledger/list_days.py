"""GET /v1/ledger/days."""

import msgspec
from litestar import get

from rewards.ledger.days.head import SignedHead
from service.http.cursor import Cursor, Limit, read_cursor, write_cursor
from service.http.means import TheMeans
from service.ledger.rows import days_page

SCOPE = "ledger days"


class LedgerDaysPage(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Newest first. Ask again with `next_cursor` for older ones; absent at the end."""

    days: tuple[SignedHead, ...]
    next_cursor: str | None = None


@get("/days", operation_id="listLedgerDays", tags=["ledger"])
async def list_ledger_days(
    means: TheMeans, limit: Limit = 20, cursor: Cursor = ""
) -> LedgerDaysPage:
    """The signed heads of the ledger's closed days, each of which names the one before by its hash.

    Whoever keeps one notices if a transfer of that day, or of any before, is changed, removed or
    added later.
    """
    after = read_cursor(means.keys, SCOPE, cursor)
    page = await days_page(means.context.store, limit, after)
    return LedgerDaysPage(
        days=tuple(row.signed for row in page.rows),
        next_cursor=write_cursor(means.keys, SCOPE, page.after),
    )
