"""Signing a counter or an office in with a merchant's key, and out again."""

from typing import Any

from litestar import post

from service.http.guards import authenticate
from service.http.problems.raised import Refused
from service.http.problems.refusals import NotAuthenticated
from service.pages.member.elsewhere import go
from service.pages.member.form import typed
from service.pages.merchant.cookie import signed_in, signed_out
from service.pages.merchant.visit import TheVisit


@post("/session", include_in_schema=False, status_code=200)
async def enter(visit: TheVisit) -> Any:
    """The front, with the cookies; or the form again, for a key that opens nothing."""
    key = (await typed(visit.request)).get("merchant_key", "").strip()
    try:
        await authenticate.merchant(visit.means, key)
    except Refused as refused:
        if isinstance(refused.refusal, NotAuthenticated):
            return visit.page("entry.html", wrong=True)
        raise
    return go(visit.front, cookies=signed_in(visit.request, visit.means, key))


@post("/session/end", include_in_schema=False)
async def leave(visit: TheVisit) -> Any:
    """Forgets the key on this device; elsewhere it stays good."""
    return go(visit.front, cookies=signed_out(visit.request))
