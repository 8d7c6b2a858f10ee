"""POST /v1/me/vouchers/{voucher}/return."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.vouchers.return_voucher import RETURN_VOUCHER, ReturnVoucher
from service.flows.vouchers.voucher_view import MyVoucher
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post(
    "/vouchers/{voucher:str}/return",
    operation_id="returnMyVoucher",
    status_code=200,
    tags=["perks"],
)
async def return_my_voucher(
    means: TheMeans, caller: TheMember, key: TheKey, voucher: FromPath[str]
) -> Response[MyVoucher]:
    """Gives back what was not redeemed, for all of its seeds, where its terms allow it."""
    body = ReturnVoucher(account=caller.account, voucher=voucher)
    return answer(await means.context.apply(RETURN_VOUCHER, body, caller=caller.caller, key=key))
