"""POST /member/you/pause and /member/you/resume: a break, and back from it."""

from typing import Any

from litestar import Response, post

from service.http.me.pause import pause_membership
from service.http.me.resume import resume_membership
from service.pages.member.elsewhere import go
from service.pages.member.form import key_of, typed
from service.pages.member.visit import TheVisit, Visit


@post("/you/pause", include_in_schema=False, status_code=200)
async def pause(visit: TheVisit) -> Any:
    """The card about the pause, after it has begun."""
    await visit.ask(pause_membership, key=key_of(await typed(visit.request)))
    return await _card(visit)


@post("/you/resume", include_in_schema=False, status_code=200)
async def resume(visit: TheVisit) -> Any:
    """The same, after it has ended."""
    resumed = await visit.ask(resume_membership, key=key_of(await typed(visit.request)))
    return await _card(visit, resumed=resumed)


@post("/you/back", include_in_schema=False)
async def come_back(visit: TheVisit) -> Response[None]:
    """The member's own page, without its banner."""
    await visit.ask(resume_membership, key=key_of(await typed(visit.request)))
    return go("/member/you")


async def _card(visit: Visit, **told: Any) -> Any:
    me = await visit.me()
    numbers = visit.means.programme.numbers.members
    return visit.page("you/pause.html", zone=me.zone, me=me, numbers=numbers, **told)
