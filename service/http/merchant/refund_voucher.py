"""POST /v1/merchant/vouchers/{voucher}/refund."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.vouchers.refund_voucher import REFUND_VOUCHER, RefundVoucher
from service.flows.vouchers.voucher_view import VoucherView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post(
    "/vouchers/{voucher:str}/refund",
    operation_id="refundVoucher",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.VOUCHERS},
)
async def refund_a_voucher(
    means: TheMeans, caller: TheMerchant, key: TheKey, voucher: FromPath[str]
) -> Response[VoucherView]:
    """Gives all of its seeds back, whether or not it was redeemed; they are good for a week at
    least."""
    body = RefundVoucher(merchant=caller.id, voucher=voucher)
    return answer(await means.context.apply(REFUND_VOUCHER, body, caller=caller.caller, key=key))
