"""POST /v1/me/consents/review."""

from litestar import Response, post

from service.flows.membership.review_consents import (
    REVIEW_CONSENTS,
    ConsentsReviewed,
    ReviewConsents,
)
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post("/consents/review", operation_id="reviewConsents", status_code=200, tags=["consents"])
async def review_my_consents(
    means: TheMeans, caller: TheMember, key: TheKey
) -> Response[ConsentsReviewed]:
    """Says that the caller has looked through all consents in force. It counts once a year."""
    body = ReviewConsents(account=caller.account)
    return answer(await means.context.apply(REVIEW_CONSENTS, body, caller=caller.caller, key=key))
