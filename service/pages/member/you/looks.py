"""GET /member/you/looks: who looked, when, why, and what was answered."""

from dataclasses import dataclass
from typing import Any

from litestar import get

from service.http.cursor import Cursor
from service.http.me.list_access_log import Look, list_access_log
from service.members.access_entry import Looker
from service.members.consents import Purpose
from service.pages.member.names import Names, names_of
from service.pages.member.visit import TheVisit, Visit
from service.pages.named import named

LOOKS = 20
"""Looks on a page."""


@dataclass(frozen=True)
class Told:
    """A look with the names of who looked and what it was about."""

    look: Look
    by: str
    about: str


@get("/you/looks", include_in_schema=False)
async def show_looks(visit: TheVisit) -> Any:
    """The newest."""
    me = await visit.me()
    return visit.page("you/looks.html", zone=me.zone, me=me, **await _page(visit))


@get("/you/looks/older", include_in_schema=False)
async def show_older_looks(visit: TheVisit, cursor: Cursor) -> Any:
    """Those before."""
    me = await visit.me()
    return visit.page("you/look_lines.html", zone=me.zone, **await _page(visit, cursor))


async def _page(visit: Visit, cursor: str = "") -> dict[str, Any]:
    names = names_of(visit)
    page = await visit.ask(list_access_log, limit=LOOKS, cursor=cursor)
    return {"looks": [_told(names, each) for each in page.looks], "older": page.next_cursor}


def _told(names: Names, look: Look) -> Told:
    by = names.merchant(look.who) if look.looker is Looker.MERCHANT else ""
    return Told(look=look, by=by, about=_about(names, look))


def _about(names: Names, look: Look) -> str:
    match look.purpose:
        case Purpose.ELIGIBILITY:
            return names.perk(look.why)
        case Purpose.BOARD:
            return names.board(look.why)
        case _:
            return named(names.lang, "", look.why)
