"""POST /v1/operator/merchant-applications/{application}/decision."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, post
from litestar.params import FromPath, JSONBody

from service.flows.merchants.apply_as_merchant import ApplicationStep
from service.flows.merchants.decide_application import DECIDE_APPLICATION, DecideApplication
from service.http.answer import answer
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Reason, act
from service.operators.roles import Power

# As the programme document spells ids.
NewMerchant = Annotated[str, msgspec.Meta(pattern="^[a-z0-9][a-z0-9-]{0,63}$")]


class ApplicationDecision(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A yes says by which id the programme is going to name the merchant; without `merchant` it is
    a no. The applicant reads the reason."""

    reason: Reason
    merchant: NewMerchant | None = None


@post(
    "/merchant-applications/{application:str}/decision",
    operation_id="decideMerchantApplication",
    status_code=200,
    tags=["operator"],
    opt={POWER: Power.MERCHANTS},
)
async def decide_merchant_application(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    application: FromPath[str],
    data: JSONBody[ApplicationDecision],
) -> Response[ApplicationStep]:
    """Approves or declines an application, once and for all. Who is approved is a merchant as soon
    as a version of the programme names it."""
    body = DecideApplication(application=application, merchant=data.merchant, reason=data.reason)
    return answer(await act(request, means, caller, key, DECIDE_APPLICATION, body))
