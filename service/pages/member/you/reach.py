"""POST /member/you/reach: where notices go beside the inbox; and forgetting the address."""

from typing import Any

from litestar import post

from service.http.me.forget_address import forget_my_address
from service.http.me.set_reach import ReachWanted, set_my_reach
from service.http.me.show_reach import show_reach
from service.pages.member.form import key_of, typed
from service.pages.member.visit import TheVisit, Visit


@post("/you/reach", include_in_schema=False, status_code=200)
async def choose_reach(visit: TheVisit) -> Any:
    """The card about it, after the choice."""
    fields = await typed(visit.request)
    wanted = ReachWanted(
        contact=fields.get("contact") or None,
        email="email" in fields,
        push="push" in fields,
    )
    await visit.ask(set_my_reach, key=key_of(fields), data=wanted)
    return await _card(visit, chosen=True)


@post("/you/reach/forget", include_in_schema=False, status_code=200)
async def forget_address(visit: TheVisit) -> Any:
    """The same, without an address."""
    await visit.ask(forget_my_address, key=key_of(await typed(visit.request)))
    return await _card(visit, chosen=True)


async def _card(visit: Visit, **told: Any) -> Any:
    return visit.page("you/reach.html", reach=await visit.ask(show_reach), **told)
