"""GET /member/offline-passes: passes for tills that have no network, each with its code.

GET and POST /member/perks/{perk}/offline take one along.
"""

from asyncio import gather
from typing import Any

from litestar import get, post
from litestar.params import FromPath

from rewards.perks.rentals.refusals import NotOffline
from service.http.me.grant_consent import ConsentGiven, give_consent
from service.http.me.issue_offline_pass import OfflinePassWanted, issue_offline_pass
from service.http.me.list_offline_passes import list_offline_passes
from service.http.me.show_me import Me
from service.http.merchant.premises import premises_of
from service.http.problems.raised import Refused
from service.members.consents import Purpose
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.names import names_of
from service.pages.member.perks.counter import all_of
from service.pages.member.perks.qr import of_offline
from service.pages.member.perks.tills import tills_of
from service.pages.member.visit import TheVisit, Visit


@get("/offline-passes", include_in_schema=False)
async def show_offline_passes(visit: TheVisit) -> Any:
    """Those that are good still, and the perks that one can be taken for."""
    me = await visit.me()
    return visit.page(
        "perks/offline_passes.html",
        zone=me.zone,
        me=me,
        names=names_of(visit),
        qr=of_offline,
        passes=(await visit.ask(list_offline_passes)).passes,
        perks=offered(visit),
    )


@get("/perks/{perk:str}/offline", include_in_schema=False)
async def show_offline(visit: TheVisit, perk: FromPath[str]) -> Any:
    """What such a pass is, and the form to take one."""
    me = await visit.me()
    return visit.page("perks/offline.html", zone=me.zone, **await _form(visit, perk, me))


@post("/perks/{perk:str}/offline/agree", include_in_schema=False, status_code=200)
async def let_ask_offline(visit: TheVisit, perk: FromPath[str]) -> Any:
    """The same form, after a merchant may ask: in the words that were shown."""
    me, fields = await visit.me(), await typed(visit.request)
    body = body_of(fields, ConsentGiven, purpose=Purpose.ELIGIBILITY)
    await visit.ask(give_consent, key=key_of(fields), data=body)
    known = await _form(visit, perk, me)
    return visit.page("perks/offline_body.html", zone=me.zone, agreed=body.counterparty, **known)


@post("/perks/{perk:str}/offline", include_in_schema=False, status_code=200)
async def take_offline(visit: TheVisit, perk: FromPath[str]) -> Any:
    """The pass in place of the form. Asked again under the same key it is the same one."""
    fields = await typed(visit.request)
    wanted = body_of(fields, OfflinePassWanted, perk=perk)
    taken = await visit.ask(issue_offline_pass, key=key_of(fields), data=wanted)
    me = await visit.me()
    return visit.page(
        "perks/offline_taken.html", zone=me.zone, names=names_of(visit), taken=taken, qr=of_offline
    )


def offered(visit: Visit) -> list[str]:
    """The perks that can be promised to a till without a network."""
    every = visit.means.programme.perks
    return [each.id for each in every if each.rental and each.rental.offline]


async def _form(visit: Visit, perk: str, me: Me) -> dict[str, Any]:
    known = await all_of(visit, perk, me)
    if known["declared"].rental is None or not known["declared"].rental.offline:
        raise Refused(NotOffline(perk=perk))
    numbers = visit.means.programme.numbers.rentals
    most = numbers.offline_hours_max
    hours = sorted({max(1, most // 4), max(1, most // 2), most})
    open_to_me = known["may_ask"] - known["stopped"]
    asking = [each for each in known["declared"].merchants if each in open_to_me]
    premises = await gather(*(premises_of(visit.means, each) for each in asking))
    tills = {each: tills_of(found) for each, found in zip(asking, premises, strict=True)}
    return {**known, "hours": hours, "upload": numbers.upload_hours, "tills": tills}
