"""POST /v1/merchant/vouchers/redeem."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from rewards.perks.vouchers.code import PATTERN
from service.flows.vouchers.redeem_voucher import REDEEM_VOUCHER, RedeemVoucher
from service.flows.vouchers.voucher_view import VoucherView
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans


class VoucherShown(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`code` is what the member's screen says, scanned or typed: 16 digits."""

    code: Annotated[str, msgspec.Meta(pattern=PATTERN)]


@post(
    "/vouchers/redeem",
    operation_id="redeemVoucher",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.VOUCHERS},
)
async def redeem_a_voucher(
    means: TheMeans, caller: TheMerchant, key: TheKey, data: JSONBody[VoucherShown]
) -> Response[VoucherView]:
    """Takes a voucher, once. A code that is another merchant's, was redeemed before, or is over is
    unknown like one that never was; five of them, and this till waits."""
    body = RedeemVoucher(merchant=caller.id, code=data.code, till=caller.terminal or caller.key)
    return answer(await means.context.apply(REDEEM_VOUCHER, body, caller=caller.caller, key=key))
