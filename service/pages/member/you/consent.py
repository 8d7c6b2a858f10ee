"""GET /member/you/consents/{purpose}/{counterparty}: one consent, in its exact words.

Nothing is agreed to anywhere else on these pages.
"""

from typing import Any

from litestar import get, post
from litestar.params import FromPath

from service.http.me.grant_consent import ConsentGiven, give_consent
from service.http.programme.show_text import show_text
from service.members.consents import Purpose
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.visit import TheVisit, Visit
from service.pages.member.you.asked import every, find
from service.pages.member.you.consents import withdraw


@get("/you/consents/{purpose:str}/{counterparty:str}", include_in_schema=False)
async def show_consent(
    visit: TheVisit, purpose: FromPath[Purpose], counterparty: FromPath[str]
) -> Any:
    """The words, for how long, and what can be done about it."""
    me = await visit.me()
    one = await _one(visit, purpose, counterparty)
    return visit.page("you/consent.html", zone=me.zone, me=me, **one)


@post("/you/consents/agree", include_in_schema=False, status_code=200)
async def agree(visit: TheVisit) -> Any:
    """The same, agreed to: in the words that were shown, by their hash."""
    me, fields = await visit.me(), await typed(visit.request)
    body = body_of(fields, ConsentGiven)
    granted = await visit.ask(give_consent, key=key_of(fields), data=body)
    one = await _one(visit, body.purpose, body.counterparty)
    return visit.page("you/consent_card.html", zone=me.zone, granted=granted, **one)


@post("/you/consents/take-back", include_in_schema=False, status_code=200)
async def withdraw_shown(visit: TheVisit) -> Any:
    """The same, taken back."""
    me = await visit.me()
    gone = await withdraw(visit, await typed(visit.request))
    one = await _one(visit, gone.purpose, gone.counterparty)
    return visit.page("you/consent_card.html", zone=me.zone, gone=gone, **one)


async def _one(visit: Visit, purpose: Purpose, counterparty: str) -> dict[str, Any]:
    numbers = visit.means.programme.numbers.members
    return {
        "one": find(await every(visit), purpose, counterparty),
        "text": await visit.ask(show_text, purpose=purpose),
        "choices": sorted({numbers.consent_days, numbers.consent_days_max}),
        "usual": numbers.consent_days,
    }
