"""POST /member/score/end: a member is not scored any more."""

from typing import Any

from litestar import Response, post

from service.http.me.withdraw_consent import take_consent_back
from service.members.consents import PROGRAMME, Purpose
from service.pages.member.elsewhere import go
from service.pages.member.form import key_of, typed
from service.pages.member.score.scored import SCORE
from service.pages.member.visit import TheVisit


@post("/score/end", include_in_schema=False)
async def stop_score(visit: TheVisit) -> Response[Any]:
    """The score's page, as of somebody who is not scored."""
    fields = await typed(visit.request)
    await visit.ask(
        take_consent_back,
        key=key_of(fields),
        purpose=Purpose.SCORE,
        counterparty=PROGRAMME,
    )
    return go(SCORE)
