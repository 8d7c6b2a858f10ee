"""POST /member/score/consent: a member asks for a score."""

from typing import Any

from litestar import Response, post

from service.http.me.grant_consent import ConsentGiven, give_consent
from service.members.consents import PROGRAMME, Purpose
from service.pages.member.elsewhere import go
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.score.scored import SCORE
from service.pages.member.visit import TheVisit


@post("/score/consent", include_in_schema=False)
async def agree_to_score(visit: TheVisit) -> Response[Any]:
    """The score's page, as of somebody who is scored. The form has the hash of its own words."""
    fields = await typed(visit.request)
    body = body_of(fields, ConsentGiven, purpose=Purpose.SCORE, counterparty=PROGRAMME)
    await visit.ask(give_consent, key=key_of(fields), data=body)
    return go(SCORE)
