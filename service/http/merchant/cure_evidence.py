"""POST /v1/merchant/evidence/{evidence}/cure."""

from litestar import Response, post
from litestar.params import FromPath

from service.flows.challenges.cure_evidence import MERCHANT_CURES, CureEvidence, EvidenceCured
from service.http.answer import answer
from service.http.guards import TheMerchant
from service.http.guards.callers import Scope
from service.http.guards.guards import SCOPE
from service.http.idempotency import TheKey
from service.http.means import TheMeans


@post(
    "/evidence/{evidence:str}/cure",
    operation_id="cureEvidence",
    status_code=200,
    tags=["merchant"],
    opt={SCOPE: Scope.CHALLENGES},
)
async def cure_evidence(
    means: TheMeans, caller: TheMerchant, key: TheKey, evidence: FromPath[str]
) -> Response[EvidenceCured]:
    """Says that a broken promise was made good: it takes less, and fades sooner. Of a rental that
    came back late it is `rental:<rental>:returned`."""
    body = CureEvidence(merchant=caller.id, evidence=evidence)
    return answer(await means.context.apply(MERCHANT_CURES, body, caller=caller.caller, key=key))
