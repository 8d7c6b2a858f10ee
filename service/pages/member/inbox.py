"""GET /member/inbox: what happened, newest first. POST /member/inbox/seen: it is read."""

from typing import Any

from litestar import get, post

from service.http.cursor import Cursor
from service.http.me.list_inbox import list_inbox
from service.http.me.mark_seen import Seen, mark_messages_seen
from service.pages.member.form import key_of, typed
from service.pages.member.names import names_of
from service.pages.member.told import told
from service.pages.member.visit import TheVisit, Visit

MESSAGES, NEWEST = 20, 3
"""Messages on a page, and at home."""


@get("/inbox", include_in_schema=False)
async def show_inbox(visit: TheVisit) -> Any:
    """The newest messages; opening the page marks them as seen by a press of its own."""
    me = await visit.me()
    return visit.page("inbox/inbox.html", me=me, zone=me.zone, **await messages(visit, me.zone))


@get("/inbox/older", include_in_schema=False)
async def show_older_messages(visit: TheVisit, cursor: Cursor) -> Any:
    """Those before."""
    me = await visit.me()
    page = await messages(visit, me.zone, cursor=cursor)
    return visit.page("inbox/lines.html", zone=me.zone, **page)


@post("/inbox/seen", include_in_schema=False, status_code=200)
async def see_inbox(visit: TheVisit) -> Any:
    """The bell, after everything up to a message has been seen."""
    fields = await typed(visit.request)
    seen = Seen(messages=(fields["up_to"],), up_to=fields["up_to"])
    await visit.ask(mark_messages_seen, key=key_of(fields), data=seen)
    await visit.me()
    return visit.page("inbox/bell.html")


async def messages(
    visit: Visit, zone: str, *, limit: int = MESSAGES, cursor: str = ""
) -> dict[str, Any]:
    """A page of the inbox in words, and the way to the next one."""
    page = await visit.ask(list_inbox, limit=limit, cursor=cursor)
    names, now = names_of(visit), visit.means.domain_now()
    return {
        "messages": [told(each, names, zone, now) for each in page.messages],
        "older": page.next_cursor,
    }
