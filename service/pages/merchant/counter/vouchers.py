"""GET /counter/vouchers: a voucher is taken, once; and given back if it was taken by mistake."""

from typing import Any

from litestar import get, post
from litestar.params import FromPath

from service.http.guards.callers import Scope
from service.http.merchant.redeem_voucher import VoucherShown, redeem_a_voucher
from service.http.merchant.refund_voucher import refund_a_voucher
from service.pages.member.form import body_of, key_of, typed
from service.pages.merchant.visit import TheVisit


@get("/vouchers", include_in_schema=False, sync_to_thread=False)
def show_vouchers_form(visit: TheVisit) -> Any:
    """The question, ready for the next one."""
    return visit.page("counter/vouchers.html", takes=visit.may(Scope.VOUCHERS))


@post("/vouchers", include_in_schema=False, status_code=200)
async def take_voucher(visit: TheVisit) -> Any:
    """What was taken; refused for a code that is none here, or is none any more."""
    fields = await typed(visit.request)
    shown = fields.get("scanned") or "".join(fields.get("code", "").split())
    body = body_of({}, VoucherShown, code=shown)
    voucher = await visit.ask(redeem_a_voucher, key=key_of(fields), data=body)
    return visit.page("counter/voucher.html", voucher=voucher)


@post("/vouchers/{voucher:str}/refund", include_in_schema=False, status_code=200)
async def give_voucher_back(visit: TheVisit, voucher: FromPath[str]) -> Any:
    """What the member has again: its seeds."""
    fields = await typed(visit.request)
    after = await visit.ask(refund_a_voucher, key=key_of(fields), voucher=voucher)
    return visit.page("counter/voucher.html", voucher=after)
