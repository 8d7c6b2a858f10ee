"""GET /member/badges: what each badge would say, and who is shown one.

POST /member/perks/{badge}/share and /unshare are answered by the card of the badge's own page,
POST /member/badges/unshare by the list.
"""

from typing import Any

from litestar import get, post
from litestar.params import FromPath

from rewards.perks.badges.refusals import AlreadyShared
from service.http.me.grant_consent import ConsentGiven, give_consent
from service.http.me.share_badge import ShareWanted, share_a_badge
from service.http.me.show_me import Me
from service.http.me.unshare_badge import unshare_a_badge
from service.http.problems.raised import Refused
from service.members.consents import Purpose
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.names import names_of
from service.pages.member.perks.badge import all_badges, shown_to
from service.pages.member.perks.counter import at_the_counter
from service.pages.member.visit import TheVisit, Visit


@get("/badges", include_in_schema=False)
async def show_badges(visit: TheVisit) -> Any:
    """Who is shown one, and every badge with the way to its own page."""
    me = await visit.me()
    return visit.page("perks/badges.html", zone=me.zone, **await _all(visit, me))


@post("/badges/unshare", include_in_schema=False, status_code=200)
async def unshare_listed(visit: TheVisit) -> Any:
    """The same, with one share less."""
    gone = await _unshared(visit)
    me = await visit.me()
    return visit.page("perks/badges_body.html", zone=me.zone, gone=gone, **await _all(visit, me))


@post("/perks/{badge:str}/share", include_in_schema=False, status_code=200)
async def share(visit: TheVisit, badge: FromPath[str]) -> Any:
    """The card of the badge, with the code for the merchant. A consent in the words that were shown
    comes first, if there was none; sent again, both are done once. Shared meanwhile in another tab,
    it is so under the code that is shown there."""
    me, fields = await visit.me(), await typed(visit.request)
    key, wanted = key_of(fields), body_of(fields, ShareWanted)
    if "text_sha256" in fields:
        given = body_of(fields, ConsentGiven, purpose=Purpose.BADGE, counterparty=wanted.merchant)
        await visit.ask(give_consent, key=f"{key}-agreed", data=given)
    done = "shared"
    try:
        await visit.ask(share_a_badge, key=key, badge=badge, data=wanted)
    except Refused as refused:
        if not isinstance(refused.refusal, AlreadyShared):
            raise
        done = "already"
    known = await at_the_counter(visit, badge, me) | {done: wanted.merchant}
    return visit.page("perks/counter.html", zone=me.zone, **known)


@post("/perks/{badge:str}/unshare", include_in_schema=False, status_code=200)
async def unshare(visit: TheVisit, badge: FromPath[str]) -> Any:
    """The card of the badge, shown to one merchant less."""
    gone = await _unshared(visit, badge=badge)
    me = await visit.me()
    known = await at_the_counter(visit, badge, me)
    return visit.page("perks/counter.html", zone=me.zone, gone=gone, **known)


async def _unshared(visit: Visit, badge: str = "") -> str:
    """The merchant that is shown it no more, to be told."""
    fields = await typed(visit.request)
    of, code = badge or fields.get("badge", ""), fields.get("share", "")
    await visit.ask(unshare_a_badge, key=key_of(fields), badge=of, share=code)
    return fields.get("merchant", "")


async def _all(visit: Visit, me: Me) -> dict[str, Any]:
    badges = await all_badges(visit)
    return {"me": me, "badges": badges, "shown": shown_to(badges), "names": names_of(visit)}
