"""DELETE /v1/me/consents/{purpose}/{counterparty}."""

from litestar import Response, delete
from litestar.params import FromPath

from service.flows.membership.withdraw_consent import (
    WITHDRAW_CONSENT,
    ConsentWithdrawn,
    WithdrawConsent,
)
from service.http.answer import answer
from service.http.guards import TheMember
from service.http.idempotency import TheKey
from service.http.me.self import own_member
from service.http.means import TheMeans
from service.members.consents import Purpose


@delete(
    "/consents/{purpose:str}/{counterparty:str}",
    operation_id="withdrawConsent",
    status_code=200,
    tags=["consents"],
)
async def take_consent_back(
    means: TheMeans,
    caller: TheMember,
    key: TheKey,
    purpose: FromPath[Purpose],
    counterparty: FromPath[str],
) -> Response[ConsentWithdrawn]:
    """Takes a consent back; it acts on the next call of anybody."""
    body = WithdrawConsent(
        account=caller.account,
        member=await own_member(means, caller),
        purpose=purpose,
        counterparty=counterparty,
    )
    withdrawn = await means.context.apply(WITHDRAW_CONSENT, body, caller=caller.caller, key=key)
    return answer(withdrawn)
