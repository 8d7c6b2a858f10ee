"""GET /member/you/consents/history: every yes and every no. POST .../review: looked through."""

from dataclasses import dataclass
from typing import Any

from litestar import get, post

from service.http.cursor import Cursor
from service.http.me.list_consent_history import ConsentSaid, list_consent_history
from service.http.me.review_consents import review_my_consents
from service.pages.member.form import key_of, typed
from service.pages.member.names import names_of
from service.pages.member.visit import TheVisit, Visit

ROWS = 20
"""Rows on a page."""


@dataclass(frozen=True)
class Entry:
    """What was said, and whom it was about."""

    said: ConsentSaid
    whom: str


@get("/you/consents/history", include_in_schema=False)
async def show_history(visit: TheVisit) -> Any:
    """The newest."""
    me = await visit.me()
    return visit.page("you/history.html", zone=me.zone, **await _page(visit))


@get("/you/consents/history/older", include_in_schema=False)
async def show_older_history(visit: TheVisit, cursor: Cursor) -> Any:
    """Those before."""
    me = await visit.me()
    return visit.page("you/history_lines.html", zone=me.zone, **await _page(visit, cursor))


@post("/you/consents/review", include_in_schema=False, status_code=200)
async def review(visit: TheVisit) -> Any:
    """The card about the review, after it."""
    await visit.ask(review_my_consents, key=key_of(await typed(visit.request)))
    me = await visit.me()
    days = visit.means.programme.numbers.members.review_days
    return visit.page("you/review.html", zone=me.zone, me=me, review_days=days, reviewed=True)


async def _page(visit: Visit, cursor: str = "") -> dict[str, Any]:
    names = names_of(visit)
    page = await visit.ask(list_consent_history, limit=ROWS, cursor=cursor)
    return {
        "entries": [Entry(each, names.whom(each.purpose, each.counterparty)) for each in page.said],
        "older": page.next_cursor,
    }
