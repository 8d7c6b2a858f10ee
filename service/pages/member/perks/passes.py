"""POST /member/perks/{perk}/pass: a pass on the screen. GET .../heard: what the counter heard.

The page asks for the second by itself, as long as the pass is good.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Annotated, Any

from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter

from service.http.me.list_inbox import InboxMessage, list_inbox
from service.http.me.list_rentals import list_rentals
from service.http.me.open_pass import PassWanted, open_a_pass
from service.http.me.show_me import show_me
from service.members.message import MessageKind
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.names import names_of
from service.pages.member.perks.qr import qr
from service.pages.member.told import told
from service.pages.member.visit import TheVisit, Visit

NEWEST = 5
"""Messages among which the answer is looked for: more can come in the minute of a pass."""

Merchant = Annotated[str, QueryParameter(name="merchant", max_length=64)]
Since = Annotated[datetime, QueryParameter(name="since")]


@post("/perks/{perk:str}/pass", include_in_schema=False, status_code=200)
async def show_pass(visit: TheVisit, perk: FromPath[str]) -> Any:
    """A new pass in place of the card of the counters. Asked again under the same key it is the
    same one, ended or not."""
    fields = await typed(visit.request)
    wanted = body_of(fields, PassWanted, perk=perk)
    shown = await visit.ask(open_a_pass, key=key_of(fields), data=wanted)
    left = shown.expires_at - visit.means.server_now()
    lives = timedelta(seconds=visit.means.programme.numbers.perks.pass_seconds)
    ahead = visit.means.domain_now() - visit.means.server_now()
    return visit.page(
        "perks/pass.html",
        shown=shown,
        drawn=qr(shown.token),
        names=names_of(visit),
        left_ms=max(0, left // timedelta(milliseconds=1)),
        whole_ms=lives // timedelta(milliseconds=1),
        since=shown.expires_at - lives + ahead,
    )


@get("/perks/{perk:str}/heard", include_in_schema=False)
async def show_heard(visit: TheVisit, perk: FromPath[str], merchant: Merchant, since: Since) -> Any:
    """What the counter heard since then, in place of the pass; 204 while it has heard nothing."""
    newest = (await visit.ask(list_inbox, limit=NEWEST)).messages
    found = heard(newest, perk=perk, merchant=merchant, since=since)
    if found is None:
        return Response(None, status_code=204, cookies=visit.cookies)
    zone, now = (await visit.ask(show_me)).zone, visit.means.domain_now()
    return visit.page(
        "perks/heard.html",
        zone=zone,
        perk=perk,
        answer=found.texts.get("answer", ""),
        told=told(found, names_of(visit), zone, now),
        lent=await _offered(visit, perk, merchant, since),
    )


def heard(
    messages: Iterable[InboxMessage], *, perk: str, merchant: str, since: datetime
) -> InboxMessage | None:
    """The message that this merchant has had an answer about this perk, since then."""
    wanted = {"perk": perk, "merchant": merchant}
    for each in messages:
        about = {name: each.texts.get(name) for name in wanted}
        if each.kind is MessageKind.PERK_ANSWERED and each.at >= since and about == wanted:
            return each
    return None


async def _offered(visit: Visit, perk: str, merchant: str, since: datetime) -> Any:
    """The rental that a yes has begun, if the perk lends something."""
    newest = (await visit.ask(list_rentals, limit=1)).rentals
    about = (perk, merchant)
    begun = (each for each in newest if (each.perk, each.merchant) == about and each.at >= since)
    return next(begun, None)
