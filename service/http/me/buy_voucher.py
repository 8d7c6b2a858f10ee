"""POST /v1/me/vouchers."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from service.flows.vouchers.buy_voucher import BUY_VOUCHER, BuyVoucher
from service.flows.vouchers.voucher_view import MyVoucher
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans

Id = Annotated[str, msgspec.Meta(max_length=64)]


class VoucherWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which perk; and at which merchant it is to be good, where several offer it."""

    perk: Id
    merchant: Id | None = None


@post("/vouchers", operation_id="buyVoucher", status_code=201, tags=["perks"])
async def buy_a_voucher(
    means: TheMeans, caller: TheMember, key: TheKey, data: JSONBody[VoucherWanted]
) -> Response[MyVoucher]:
    """Pays for a voucher with seeds. Its code is redeemed once, at its merchant, before its end;
    what is not redeemed is given back by itself."""
    body = BuyVoucher(account=caller.account, perk=data.perk, merchant=data.merchant)
    return answer(await means.context.apply(BUY_VOUCHER, body, caller=caller.caller, key=key), 201)
