"""POST /member/perks/{perk}/pass: a pass on the screen. GET .../heard: what the counter heard.

The page asks for the second by itself, as long as the pass is good.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated, Any

from litestar import Response, get, post
from litestar.params import FromPath, QueryParameter

from rewards.perks.passes import mark_of
from rewards.perks.rentals.refusals import RentalUnknown
from service.flows.rentals.rental_view import RentalView
from service.http.me.list_inbox import InboxMessage, list_inbox
from service.http.me.open_pass import PassWanted, open_a_pass
from service.http.me.show_me import show_me
from service.http.me.show_rental import show_my_rental
from service.http.problems.raised import Refused
from service.members.message import MessageKind
from service.pages.member.form import body_of, key_of, typed
from service.pages.member.names import names_of
from service.pages.member.perks.qr import qr
from service.pages.member.told import told
from service.pages.member.visit import TheVisit, Visit

NEWEST = 5
"""Messages among which the answer is looked for: more can come in the minute of a pass."""

Mark = Annotated[str, QueryParameter(name="pass", max_length=32)]


@post("/perks/{perk:str}/pass", include_in_schema=False, status_code=200)
async def show_pass(visit: TheVisit, perk: FromPath[str]) -> Any:
    """A new pass in place of the card of the counters. Asked again under the same key it is the
    same one, ended or not."""
    fields = await typed(visit.request)
    wanted = body_of(fields, PassWanted, perk=perk)
    shown = await visit.ask(open_a_pass, key=key_of(fields), data=wanted)
    left = shown.expires_at - visit.means.server_now()
    lives = timedelta(seconds=visit.means.programme.numbers.perks.pass_seconds)
    return visit.page(
        "perks/pass.html",
        shown=shown,
        drawn=qr(shown.token),
        names=names_of(visit),
        left_ms=max(0, left // timedelta(milliseconds=1)),
        whole_ms=lives // timedelta(milliseconds=1),
        mark=mark_of(shown.token),
    )


@get("/perks/{perk:str}/heard", include_in_schema=False)
async def show_heard(visit: TheVisit, perk: FromPath[str], mark: Mark) -> Any:
    """What the counter heard of the pass with this mark, in its place; 204 while it has heard
    nothing."""
    newest = (await visit.ask(list_inbox, limit=NEWEST)).messages
    found = heard(newest, mark)
    if found is None:
        return Response(None, status_code=204, cookies=visit.cookies)
    zone, now = (await visit.ask(show_me)).zone, visit.means.domain_now()
    return visit.page(
        "perks/heard.html",
        zone=zone,
        perk=perk,
        answer=found.texts.get("answer", ""),
        told=told(found, names_of(visit), zone, now),
        lent=await _begun(visit, found),
    )


def heard(messages: Iterable[InboxMessage], mark: str) -> InboxMessage | None:
    """The message that a merchant has had an answer about the pass with this mark."""
    for each in messages:
        if each.kind is MessageKind.PERK_ANSWERED and each.texts.get("pass") == mark:
            return each
    return None


async def _begun(visit: Visit, answered: InboxMessage) -> RentalView | None:
    """The rental that a yes has begun, if the perk lends something."""
    rental = answered.texts.get("rental")
    if rental is None:
        return None
    try:
        begun: RentalView = await visit.ask(show_my_rental, rental=rental)
    except Refused as refused:
        if isinstance(refused.refusal, RentalUnknown):
            return None  # a quote that nobody took up is deleted after a while
        raise
    return begun
