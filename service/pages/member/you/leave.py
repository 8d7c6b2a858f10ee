"""GET and POST /member/you/leave: what leaving means, and leaving."""

from typing import Any

from litestar import Response, get, post

from service.http.me.withdraw_consent import take_consent_back
from service.members.consents import PROGRAMME, Purpose
from service.pages.member.elsewhere import go
from service.pages.member.form import key_of, typed
from service.pages.member.visit import JOIN, TheVisit


@get("/you/leave", include_in_schema=False)
async def show_leave(visit: TheVisit) -> Any:
    """What ends, what is kept and for how long."""
    me = await visit.me()
    numbers = visit.means.programme.numbers.members
    return visit.page("you/leave.html", zone=me.zone, me=me, numbers=numbers)


@post("/you/leave", include_in_schema=False)
async def leave_programme(visit: TheVisit) -> Response[None]:
    """The page on which one can come back."""
    key = key_of(await typed(visit.request))
    await visit.ask(take_consent_back, key=key, purpose=Purpose.ENROLMENT, counterparty=PROGRAMME)
    return go(JOIN)
