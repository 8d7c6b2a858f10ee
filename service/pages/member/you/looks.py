"""GET /member/you/looks: who looked, when, why, and what was answered; objecting and muting."""

from dataclasses import dataclass
from typing import Any

from litestar import get, post
from litestar.handlers import HTTPRouteHandler

from rewards.perks.badges.say import Said
from service.http.cursor import Cursor
from service.http.me.challenge_look import WhatIsWrong, challenge_a_look
from service.http.me.list_access_log import Look, list_access_log
from service.http.me.mute_merchant import mute_merchant
from service.http.me.show_me import Me
from service.http.me.unmute_merchant import unmute_merchant
from service.members.access_entry import Looker
from service.members.badge_look import read_heard
from service.members.board_look import seeds_shown
from service.members.consents import Purpose
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.names import Names, names_of
from service.pages.member.visit import TheVisit, Visit
from service.pages.named import named

LOOKS = 20
"""Looks on a page."""


@dataclass(frozen=True)
class Told:
    """A look with the names of who looked and what it was about; with how many seeds a board has
    shown the member, if it was one, and the facts of a badge, if it was that."""

    look: Look
    by: str
    about: str
    seeds: int | None = None
    facts: tuple[Said, ...] = ()


@get("/you/looks", include_in_schema=False)
async def show_looks(visit: TheVisit) -> Any:
    """The newest."""
    me = await visit.me()
    return visit.page("you/looks.html", zone=me.zone, **await _page(visit, me))


@get("/you/looks/older", include_in_schema=False)
async def show_older_looks(visit: TheVisit, cursor: Cursor) -> Any:
    """Those before."""
    me = await visit.me()
    return visit.page("you/look_lines.html", zone=me.zone, **await _page(visit, me, cursor))


@post("/you/looks/object", include_in_schema=False, status_code=200)
async def object_to_look(visit: TheVisit) -> Any:
    """What the member has said, in the place where it was asked for."""
    fields = await typed(visit.request)
    said = body_of(fields, WhatIsWrong)
    look = fields.get("look", "")
    await visit.ask(challenge_a_look, key=key_of(fields), look=look, data=said)
    return visit.page("you/objected.html", statement=said.statement)


@post("/you/looks/mute", include_in_schema=False, status_code=200)
async def mute(visit: TheVisit) -> Any:
    """The looks, with a merchant muted."""
    return await _set(visit, mute_merchant)


@post("/you/looks/unmute", include_in_schema=False, status_code=200)
async def unmute(visit: TheVisit) -> Any:
    """The looks, with a merchant heard again."""
    return await _set(visit, unmute_merchant)


async def _set(visit: Visit, door: HTTPRouteHandler) -> Any:
    fields = await typed(visit.request)
    merchant = fields.get("merchant", "")
    await visit.ask(door, key=key_of(fields), merchant=merchant)
    me = await visit.me()
    told = names_of(visit).merchant(merchant)
    return visit.page("you/look_list.html", zone=me.zone, about=told, **await _page(visit, me))


async def _page(visit: Visit, me: Me, cursor: str = "") -> dict[str, Any]:
    names = names_of(visit)
    page = await visit.ask(list_access_log, limit=LOOKS, cursor=cursor)
    return {
        "me": me,
        "looks": [_told(names, each) for each in page.looks],
        "older": page.next_cursor,
        "muted": [(each, names.merchant(each)) for each in me.muted],
    }


def _told(names: Names, look: Look) -> Told:
    seeds = seeds_shown(look.answered) if look.looker is Looker.DISPLAY else None
    facts = read_heard(look.answered) if look.purpose is Purpose.BADGE else ()
    return Told(look, _by(names, look), _about(names, look), seeds, facts)


def _by(names: Names, look: Look) -> str:
    match look.looker:
        case Looker.MERCHANT:
            return names.merchant(look.who)
        case Looker.DISPLAY:
            return names.board(look.who)
        case _:
            return ""


def _about(names: Names, look: Look) -> str:
    if look.looker in (Looker.OPERATOR, Looker.DISPLAY):
        return look.why  # in the operator's own words; a season
    if look.purpose in (Purpose.ELIGIBILITY, Purpose.BADGE):
        return names.perk(look.why)
    return named(names.lang, "", look.why)
