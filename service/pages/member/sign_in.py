"""Signing in and out: a contact, the code that was sent to it, and the way out again."""

from typing import Any

from litestar import Response, post

from service.http.sign_in.request_code import CodeWanted, request_sign_in_code
from service.http.sign_in.sign_in import CodeTyped, swap_code
from service.pages.member.cookies import signed_in, signed_out
from service.pages.member.elsewhere import go
from service.pages.member.form import body_of, typed
from service.pages.member.front import codes_here
from service.pages.member.session import end_session
from service.pages.member.visit import FRONT, TheVisit
from service.pages.words import speaking


@post("/sign-in/codes", include_in_schema=False, status_code=200)
async def send_code(visit: TheVisit) -> Any:
    """Has a code sent, and asks for it."""
    wanted = body_of(await typed(visit.request), CodeWanted)
    sent = await request_sign_in_code.fn(request=visit.request, means=visit.means, data=wanted)
    return visit.page(
        "code.html",
        contact=wanted.contact,
        minutes=round(sent.expires_in_s / 60),
        codes_here=codes_here(visit),
    )


@post("/sign-in", include_in_schema=False)
async def enter(visit: TheVisit) -> Response[None]:
    """Home, with the cookies of a new session."""
    fields = await typed(visit.request)
    fields["code"] = "".join(fields.get("code", "").split())
    device = speaking(visit.lang)("Browser")
    tokens = await swap_code(visit.request, visit.means, body_of(fields, CodeTyped, device=device))
    return go(FRONT, cookies=signed_in(visit.request, visit.means, tokens))


@post("/sign-out", include_in_schema=False)
async def leave(visit: TheVisit) -> Response[None]:
    """Ends the session, on every tab, and forgets the cookies."""
    await end_session(visit.request, visit.means)
    return go(FRONT, cookies=signed_out(visit.request))
