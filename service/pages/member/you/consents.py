"""GET /member/you/consents: what is agreed to, and what else could be."""

from datetime import timedelta
from typing import Any

from litestar import get, post

from service.http.me.withdraw_consent import take_consent_back
from service.pages.member.form import key_of, typed
from service.pages.member.visit import TheVisit, Visit
from service.pages.member.you.asked import Asked, every, find

SOON = timedelta(days=14)
"""A consent that ends within this time is marked."""


@get("/you/consents", include_in_schema=False)
async def show_consents(visit: TheVisit) -> Any:
    """All of them."""
    me = await visit.me()
    return visit.page(
        "you/consents.html",
        zone=me.zone,
        me=me,
        soon=SOON,
        asked=await every(visit),
        review_days=visit.means.programme.numbers.members.review_days,
    )


@post("/you/consents/withdraw", include_in_schema=False, status_code=200)
async def withdraw_listed(visit: TheVisit) -> Any:
    """The lists, after one has been taken back."""
    me = await visit.me()
    gone = await withdraw(visit, await typed(visit.request))
    asked = await every(visit)
    return visit.page("you/consent_lists.html", zone=me.zone, gone=gone, soon=SOON, asked=asked)


async def withdraw(visit: Visit, fields: dict[str, str]) -> Asked:
    """Takes the consent back that the form names; what it was."""
    one = find(await every(visit), fields.get("purpose", ""), fields.get("counterparty", ""))
    await visit.ask(
        take_consent_back, key=key_of(fields), purpose=one.purpose, counterparty=one.counterparty
    )
    return one
