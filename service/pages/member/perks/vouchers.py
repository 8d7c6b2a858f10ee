"""GET /member/vouchers: what was bought, with the codes of what can still be redeemed.

POST /member/vouchers/{voucher}/return gives one back.
"""

from typing import Any

from litestar import get, post
from litestar.params import FromPath

from rewards.perks.vouchers.voucher import VoucherState
from service.http.cursor import Cursor
from service.http.me.list_vouchers import list_my_vouchers
from service.http.me.return_voucher import return_my_voucher
from service.pages.member.form import key_of, typed
from service.pages.member.names import names_of
from service.pages.member.perks.qr import qr
from service.pages.member.visit import TheVisit, Visit

VOUCHERS = 50
"""On a page: more than anybody may hold at once, so that these are all on the first as a rule."""


@get("/vouchers", include_in_schema=False)
async def show_vouchers(visit: TheVisit) -> Any:
    """Those to redeem first, then what has become of the others."""
    me = await visit.me()
    return visit.page("perks/vouchers.html", zone=me.zone, me=me, **await _page(visit))


@get("/vouchers/older", include_in_schema=False)
async def show_older_vouchers(visit: TheVisit, cursor: Cursor) -> Any:
    """Those before."""
    me = await visit.me()
    page = await _page(visit, cursor)
    return visit.page("perks/voucher_lines.html", zone=me.zone, paged=True, **page)


@post("/vouchers/{voucher:str}/return", include_in_schema=False, status_code=200)
async def give_back(visit: TheVisit, voucher: FromPath[str]) -> Any:
    """The same list, with one that was given back."""
    key = key_of(await typed(visit.request))
    returned = await visit.ask(return_my_voucher, key=key, voucher=voucher)
    me = await visit.me()
    page = await _page(visit)
    return visit.page("perks/vouchers_body.html", zone=me.zone, returned=returned, **page)


async def _page(visit: Visit, cursor: str = "") -> dict[str, Any]:
    page = await visit.ask(list_my_vouchers, limit=VOUCHERS, cursor=cursor)
    return {
        "held": [each for each in page.vouchers if each.state is VoucherState.HELD],
        "over": [each for each in page.vouchers if each.state is not VoucherState.HELD],
        "older": page.next_cursor,
        "names": names_of(visit),
        "qr": qr,
    }
