"""GET /merchant/keys: the merchant's keys; giving another one, and ending one."""

from typing import Any

from litestar import get, post
from litestar.params import FromPath

from service.http.cursor import Cursor
from service.http.guards.callers import Scope
from service.http.merchant.issue_key import OwnKeyWanted, issue_own_key
from service.http.merchant.list_keys import list_own_keys
from service.http.merchant.revoke_key import revoke_own_key
from service.http.operator.act import Because
from service.pages.member.elsewhere import go
from service.pages.member.form import body_of, key_of, typed
from service.pages.merchant.cookie import OFFICE, signed_out
from service.pages.merchant.visit import TheVisit, Visit

KEYS = 20
"""Keys on a page."""


@get("/keys", include_in_schema=False)
async def show_keys(visit: TheVisit) -> Any:
    """The newest, the ended ones too."""
    return visit.page("office/keys.html", **await _keys(visit))


@get("/keys/older", include_in_schema=False)
async def show_older_keys(visit: TheVisit, cursor: Cursor) -> Any:
    """Those before."""
    return visit.page("office/key_lines.html", **await _keys(visit, cursor))


@post("/keys", include_in_schema=False, status_code=200)
async def give_key(visit: TheVisit) -> Any:
    """The list with the new one, which is shown this once."""
    fields = await typed(visit.request)
    scopes = tuple(each for each in Scope if fields.get(f"scope-{each.value}") == "yes")
    body = body_of(fields, OwnKeyWanted, scopes=scopes)
    made = await visit.ask(issue_own_key, key=key_of(fields), data=body)
    return visit.page("office/key_list.html", made=made, **await _keys(visit))


@post("/keys/{key_id:str}/end", include_in_schema=False, status_code=200)
async def end_key(visit: TheVisit, key_id: FromPath[str]) -> Any:
    """The list after it; who has ended the key of this page is signed out."""
    fields = await typed(visit.request)
    because = body_of(fields, Because)
    await visit.ask(revoke_own_key, key=key_of(fields), key_id=key_id, data=because)
    if key_id == visit.merchant.key:
        return go(OFFICE, cookies=signed_out(visit.request))
    return visit.page("office/key_list.html", ended=key_id, **await _keys(visit))


async def _keys(visit: Visit, cursor: str = "") -> dict[str, Any]:
    page = await visit.ask(list_own_keys, limit=KEYS, cursor=cursor)
    return {
        "keys": page.keys,
        "older": page.next_cursor,
        "mine": visit.merchant.key,
        # Keys end by the server's time, which nobody moves.
        "at": visit.means.server_now(),
        # A key gives no more than it may itself.
        "scopes": tuple(each.value for each in Scope if visit.may(each)),
    }
