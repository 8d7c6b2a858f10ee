"""PUT /v1/operator/merchants/{merchant}/representative."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, put
from litestar.params import FromPath, JSONBody

from service.flows.merchants.name_representative import NAME_REPRESENTATIVE, NameRepresentative
from service.flows.merchants.standing import StandingStep
from service.http.answer import answer
from service.http.guards import TheOperator
from service.http.guards.guards import POWER
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.http.operator.act import Reason, act
from service.operators.roles import Power


class Representative(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole name, as the merchant's registry has it; an empty one takes it away."""

    legal_representative: Annotated[str, msgspec.Meta(max_length=120)]
    reason: Reason


@put(
    "/merchants/{merchant:str}/representative",
    operation_id="nameRepresentative",
    tags=["operator"],
    opt={POWER: Power.MERCHANTS},
)
async def name_a_representative(
    request: Request[Any, Any, Any],
    means: TheMeans,
    caller: TheOperator,
    key: TheKey,
    merchant: FromPath[str],
    data: JSONBody[Representative],
) -> Response[StandingStep]:
    """Says who stands for a merchant: the directory finds it by this whole name from then on."""
    body = NameRepresentative(
        merchant=merchant, legal_representative=data.legal_representative, reason=data.reason
    )
    return answer(await act(request, means, caller, key, NAME_REPRESENTATIVE, body))
