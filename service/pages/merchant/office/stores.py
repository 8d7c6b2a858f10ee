"""GET /merchant/stores: where the merchant serves people; opening and closing, and a till's key."""

from typing import Any

from litestar import get, post
from litestar.params import FromPath

from rewards.perks.stores.refusals import TerminalUnknown
from service.http.guards.callers import Scope
from service.http.merchant.close_store import close_a_store
from service.http.merchant.close_terminal import close_a_terminal
from service.http.merchant.issue_key import OwnKeyWanted, issue_own_key
from service.http.merchant.list_stores import list_stores
from service.http.merchant.list_terminals import list_terminals
from service.http.merchant.open_store import StoreWanted, open_a_store
from service.http.merchant.open_terminal import TerminalWanted, open_a_terminal
from service.http.problems.raised import Refused
from service.pages.member.form import body_of, key_of, typed
from service.pages.merchant.visit import TheVisit, Visit


@get("/stores", include_in_schema=False)
async def show_stores(visit: TheVisit) -> Any:
    """All stores with their terminals, closed ones too."""
    return visit.page("office/stores.html", **await _premises(visit))


@post("/stores", include_in_schema=False, status_code=200)
async def open_shown_store(visit: TheVisit) -> Any:
    """The list with it."""
    fields = await typed(visit.request)
    body = body_of(fields, StoreWanted)
    await visit.ask(open_a_store, key=key_of(fields), data=body)
    return await _list(visit, "opened")


@post("/stores/{store:str}/close", include_in_schema=False, status_code=200)
async def close_shown_store(visit: TheVisit, store: FromPath[str]) -> Any:
    """The list after it."""
    key = key_of(await typed(visit.request))
    await visit.ask(close_a_store, key=key, store=store)
    return await _list(visit, "closed")


@post("/terminals", include_in_schema=False, status_code=200)
async def open_shown_terminal(visit: TheVisit) -> Any:
    """The list with it."""
    fields = await typed(visit.request)
    body = body_of(fields, TerminalWanted)
    await visit.ask(open_a_terminal, key=key_of(fields), data=body)
    return await _list(visit, "opened")


@post("/terminals/{terminal:str}/close", include_in_schema=False, status_code=200)
async def close_shown_terminal(visit: TheVisit, terminal: FromPath[str]) -> Any:
    """The terminal after it."""
    key = key_of(await typed(visit.request))
    await visit.ask(close_a_terminal, key=key, terminal=terminal)
    found = await _one(visit, terminal)
    return visit.page("office/terminal_card.html", did="closed", **found)


@post("/terminals/{terminal:str}/open", include_in_schema=False, status_code=200)
async def open_terminal_again(visit: TheVisit, terminal: FromPath[str]) -> Any:
    """The terminal, open as it was before."""
    fields = await typed(visit.request)
    body = body_of(fields, TerminalWanted, id=terminal)
    await visit.ask(open_a_terminal, key=key_of(fields), data=body)
    found = await _one(visit, terminal)
    return visit.page("office/terminal_card.html", did="opened", **found)


@get("/terminals/{terminal:str}", include_in_schema=False)
async def show_terminal(visit: TheVisit, terminal: FromPath[str]) -> Any:
    """The terminal, and the way to give it a key."""
    return visit.page("office/terminal.html", **await _one(visit, terminal))


@post("/terminals/{terminal:str}/key", include_in_schema=False, status_code=200)
async def give_terminal_key(visit: TheVisit, terminal: FromPath[str]) -> Any:
    """The terminal with its new key, which is shown this once."""
    fields = await typed(visit.request)
    scopes = tuple(each for each in Scope if fields.get(f"scope-{each.value}") == "yes")
    body = body_of(fields, OwnKeyWanted, scopes=scopes, terminal=terminal)
    made = await visit.ask(issue_own_key, key=key_of(fields), data=body)
    return visit.page("office/terminal_card.html", made=made, **await _one(visit, terminal))


async def _premises(visit: Visit) -> dict[str, Any]:
    stores = (await visit.ask(list_stores)).stores
    terminals = (await visit.ask(list_terminals)).terminals
    return {"stores": stores, "terminals": terminals}


async def _list(visit: Visit, did: str) -> Any:
    return visit.page("office/store_list.html", did=did, **await _premises(visit))


async def _one(visit: Visit, terminal: str) -> dict[str, Any]:
    found = await _premises(visit)
    here = [each for each in found["terminals"] if each.id == terminal]
    if not here:
        raise Refused(TerminalUnknown())
    [store] = [each for each in found["stores"] if each.id == here[0].store]
    # A key gives no more than it may itself.
    scopes = tuple(each.value for each in Scope if visit.may(each))
    return {"till": here[0], "store": store, "scopes": scopes}
