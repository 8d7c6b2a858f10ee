"""GET /merchant/objections: what members say is wrong; answering it."""

from typing import Any

from litestar import get, post
from litestar.params import FromPath

from service.http.cursor import Cursor
from service.http.merchant.answer_challenge import SourceAnswer, answer_a_challenge
from service.http.merchant.list_challenges import list_challenges
from service.pages.fit import unread
from service.pages.member.form import body_of, key_of, typed
from service.pages.merchant.visit import TheVisit, Visit
from service.pages.words import speaking

OBJECTIONS = 20
"""Objections on a page."""


@get("/objections", include_in_schema=False)
async def show_objections(visit: TheVisit) -> Any:
    """The newest; those that wait for an answer say until when."""
    return visit.page("office/objections.html", **await _listed(visit))


@get("/objections/older", include_in_schema=False)
async def show_older_objections(visit: TheVisit, cursor: Cursor) -> Any:
    """Those before."""
    return visit.page("office/objection_lines.html", **await _listed(visit, cursor))


@post("/objections/{objection:str}", include_in_schema=False, status_code=200)
async def answer_objection(visit: TheVisit, objection: FromPath[str]) -> Any:
    """The list, after the answer."""
    fields = await typed(visit.request)
    chosen = fields.get("insists")
    if chosen not in ("yes", "no"):
        speak = speaking(visit.lang)
        told = speak("Choose one of the two.")
        raise unread("insists", told)
    body = body_of(fields, SourceAnswer, insists=chosen == "yes")
    await visit.ask(answer_a_challenge, key=key_of(fields), challenge=objection, data=body)
    return visit.page("office/objection_list.html", answered=True, **await _listed(visit))


async def _listed(visit: Visit, cursor: str = "") -> dict[str, Any]:
    page = await visit.ask(list_challenges, limit=OBJECTIONS, cursor=cursor)
    return {"objections": page.challenges, "older": page.next_cursor}
