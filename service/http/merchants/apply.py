"""POST /v1/merchants/applications."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, post
from litestar.params import JSONBody

from service.flows.merchants.apply_as_merchant import (
    APPLY_AS_MERCHANT,
    ApplicationStep,
    ApplyAsMerchant,
)
from service.http.answer import answer
from service.http.limits.counting import count_address
from service.http.means import TheMeans

Text = Annotated[str, msgspec.Meta(min_length=2, max_length=120, pattern=r"\S")]
Number = Annotated[
    str, msgspec.Meta(min_length=4, max_length=32, pattern=r"^[0-9A-Za-z][0-9A-Za-z ./-]*$")
]
Mail = Annotated[str, msgspec.Meta(max_length=320, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
Offer = Annotated[str, msgspec.Meta(min_length=10, max_length=2_000)]


class BusinessApplies(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The business and who stands for it, as its registry has them: `registry_number` is its
    Unified Social Credit Code, or the number of another registry. `contact` is an address of
    e-mail; `offer` says what members would get."""

    name: Text
    registry_number: Number
    legal_representative: Text
    contact: Mail
    offer: Offer
    charity: bool = False


@post("/applications", operation_id="applyAsMerchant", status_code=201, tags=["directory"])
async def apply_as_merchant(
    request: Request[Any, Any, Any], means: TheMeans, data: JSONBody[BusinessApplies]
) -> Response[ApplicationStep]:
    """Asks the programme's operators to become a merchant. Keep the `id`: whoever has it can see
    what has become of it. The same words sent again are the same application."""
    await count_address(request, "applications_per_address", means.rates.applications_per_address)
    # Keyed, so that nobody can make the id from what a business says of itself in public.
    id_ = means.keys.name_hash(msgspec.json.encode(data).decode())[:32]
    body = ApplyAsMerchant(application=id_, **msgspec.structs.asdict(data))
    caller = f"applicant:{id_}"
    return answer(await means.context.apply(APPLY_AS_MERCHANT, body, caller=caller, key=None), 201)
