"""GET and POST /member/join: the exact words, nothing ticked beforehand; or coming back."""

from typing import Any

from litestar import Response, get, post

from service.http.me.activate import Enrolment, activate_membership
from service.http.me.show_me import show_me
from service.http.programme.show_text import show_text
from service.members.consents import Purpose
from service.members.states import State
from service.pages.fit import unread
from service.pages.member.elsewhere import Elsewhere, go
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.visit import FRONT, OUTSIDE, TheVisit
from service.pages.words import speaking


@get("/join", include_in_schema=False)
async def show_join(visit: TheVisit) -> Any:
    """The enrolment text in the reader's language, and what a membership begins with."""
    me = await visit.ask(show_me)
    if me.state not in OUTSIDE:
        raise Elsewhere(FRONT)
    text = await visit.ask(show_text, purpose=Purpose.ENROLMENT)
    closing = me.state is State.CLOSING
    return visit.page("join.html", zone=me.zone, me=me, text=text, closing=closing)


@post("/join", include_in_schema=False)
async def join(visit: TheVisit) -> Response[None]:
    """Home, as a member. Refused without the tick: nothing begins by itself."""
    fields = await typed(visit.request)
    speak = speaking(visit.lang)
    if fields.get("agreed") != "yes":
        raise unread("agreed", speak("Tick the box if you agree. Without it nothing begins."))
    if not fields.get("birth_year", "").isdecimal():
        raise unread("birth_year", speak("Type your year of birth in four digits, such as 1990."))
    body = body_of(fields, Enrolment)
    await visit.ask(activate_membership, key=key_of(fields), data=body)
    return go(FRONT)
