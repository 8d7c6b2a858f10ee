"""POST /v1/me/consents."""

from typing import Annotated

import msgspec
from litestar import Response, post
from litestar.params import JSONBody

from service.flows.membership.grant_consent import GRANT_CONSENT, ConsentGranted, GrantConsent
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans
from service.members.consents import Purpose


class ConsentGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`counterparty` is a merchant, a board or `programme`; without `days` the usual time."""

    purpose: Purpose
    counterparty: Annotated[str, msgspec.Meta(max_length=64)]
    text_sha256: Annotated[str, msgspec.Meta(max_length=64)]
    days: Annotated[int, msgspec.Meta(ge=1, le=3660)] | None = None


@post("/consents", operation_id="grantConsent", status_code=201, tags=["consents"])
async def give_consent(
    means: TheMeans, caller: TheMember, key: TheKey, data: JSONBody[ConsentGiven]
) -> Response[ConsentGranted]:
    """Agrees to one purpose for one counterparty, for a while."""
    body = GrantConsent(
        account=caller.account,
        purpose=data.purpose,
        counterparty=data.counterparty,
        text_sha256=data.text_sha256,
        days=data.days,
    )
    granted = await means.context.apply(GRANT_CONSENT, body, caller=caller.caller, key=key)
    return answer(granted, 201)
