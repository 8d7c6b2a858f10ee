"""GET /member/perks/{perk}: its public terms, how it stands, and at whose counters it can be had.

POST /member/perks/{perk}/agree lets one of them ask.
"""

from asyncio import gather
from collections.abc import Iterable
from typing import Any

from litestar import get, post
from litestar.params import FromPath

from service.http.me.grant_consent import ConsentGiven, give_consent
from service.http.me.list_consents import list_consents
from service.http.me.show_me import Me
from service.http.merchants.show_merchant import show_merchant
from service.http.programme.show_text import show_text
from service.members.consents import Purpose
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.names import names_of
from service.pages.member.perks.badge import badge_of
from service.pages.member.perks.qr import qr
from service.pages.member.perks.sale import sale_of
from service.pages.member.perks.stands import declared, one_perk
from service.pages.member.visit import TheVisit, Visit


@get("/perks/{perk:str}", include_in_schema=False)
async def show_perk(visit: TheVisit, perk: FromPath[str]) -> Any:
    """All that is public of it, and what only the member sees."""
    me = await visit.me()
    return visit.page("perks/perk.html", zone=me.zone, **await all_of(visit, perk, me))


@post("/perks/{perk:str}/agree", include_in_schema=False, status_code=200)
async def let_ask(visit: TheVisit, perk: FromPath[str]) -> Any:
    """The card of the counters, after a merchant may ask: in the words that were shown."""
    me, fields = await visit.me(), await typed(visit.request)
    body = body_of(fields, ConsentGiven, purpose=Purpose.ELIGIBILITY)
    await visit.ask(give_consent, key=key_of(fields), data=body)
    known = await at_the_counter(visit, perk, me)
    return visit.page("perks/counter.html", zone=me.zone, agreed=body.counterparty, **known)


async def stopped_of(visit: Visit, merchants: Iterable[str]) -> frozenset[str]:
    """Those of the merchants that are suspended: a press there could only be refused."""
    found = await gather(*(visit.ask(show_merchant, merchant=each) for each in merchants))
    return frozenset(each.id for each in found if each.suspended_at is not None)


async def all_of(visit: Visit, perk: str, me: Me) -> dict[str, Any]:
    """What the whole page shows. Refused if there is no such perk."""
    return {
        "declared": declared(visit, perk),
        "clock": visit.means.programme.zone,
        **await at_the_counter(visit, perk, me),
    }


async def at_the_counter(visit: Visit, perk: str, me: Me) -> dict[str, Any]:
    """What the card of the counters shows. Refused if there is no such perk."""
    stands = await one_perk(visit, perk, me.zone)
    consents, sale, badge, stopped = await gather(
        visit.ask(list_consents),
        sale_of(visit, stands.perk),
        badge_of(visit, stands.perk),
        stopped_of(visit, stands.perk.merchants),
    )
    given = {each.purpose: set[str]() for each in consents.consents}
    for each in consents.consents:
        given[each.purpose].add(each.counterparty)
    asks = Purpose.ELIGIBILITY if badge is None else Purpose.BADGE
    return {
        "me": me,
        "stands": stands,
        "sale": sale,
        "badge": badge,
        "may_ask": given.get(asks, set()),
        "stopped": stopped,
        "names": names_of(visit),
        "text": await visit.ask(show_text, purpose=asks),
        "days": visit.means.programme.numbers.members.consent_days,
        "qr": qr,
    }
