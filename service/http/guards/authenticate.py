"""From an Authorization header to a caller, or to one uniform 401."""

from typing import Any

from litestar.connection import ASGIConnection

from rewards.perks.stores.till import may_work
from service.http.guards.callers import Display, Member, Merchant, Operator
from service.http.means import Means
from service.http.problems.raised import Refused
from service.http.problems.refusals import NotAuthenticated
from service.keys.random import fits, read_display_token, read_merchant_key
from service.operators.operator import is_signed_in
from service.store.owner import EVERYBODY
from service.store.schema.page import DISPLAY_TOKENS, MERCHANT_KEYS, OPERATORS, PREMISES

SCHEME = "bearer "


def bearer(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """What follows `Bearer` in the one Authorization header; empty if there is no such header."""
    headers = connection.headers.getall("authorization", [])
    if len(headers) != 1 or not headers[0].lower().startswith(SCHEME):
        return ""
    return str(headers[0][len(SCHEME) :].strip())


async def member(means: Means, token: str) -> Member:
    """The member behind an access token. Refused otherwise, also within 1 s of the end of its
    session; without a read, unless the change stream is silent."""
    access = means.keys.read_access(token, means.server_now())
    if access is None and means.keys.names_unknown_key(token):
        await means.sessions.ask_for_keys()
        access = means.keys.read_access(token, means.server_now())
    if access is None or await means.sessions.has_ended(access.sid):
        raise Refused(NotAuthenticated(caller="member"))
    return Member(account=access.sub, session=access.sid)


async def merchant(means: Means, text: str) -> Merchant:
    """The merchant behind an API key. Refused otherwise, also within 1 s of its revocation, and a
    sandbox's key in a database that is none."""
    shown, now = read_merchant_key(text), means.server_now()
    if shown is not None:
        store = means.context.store
        stored = await means.credentials.get(store, MERCHANT_KEYS, shown.id)
        right = fits(shown, stored, now)
        if not right and stored is not None:
            # What is remembered may be older than the rotation that this secret came from.
            stored = await store.get(MERCHANT_KEYS, shown.id, owner=EVERYBODY)
            right = fits(shown, stored, now)
        if right and stored is not None and stored.test is means.programme.sandbox:
            means.uses.saw(store, stored.id, now)
            return Merchant(
                id=stored.merchant,
                key=stored.id,
                scopes=stored.scopes,
                terminal=stored.terminal,
            )
    raise Refused(NotAuthenticated(caller="merchant"))


async def at_open_terminal(means: Means, caller: Merchant) -> None:
    """Refused for a key of a terminal that is closed, also within 1 s of that. Such a key may still
    ask what needs no scope, so that whoever is there finds out why nothing works."""
    if not caller.terminal:
        return
    premises = await means.credentials.get(means.context.store, PREMISES, caller.id)
    closed = may_work(premises, caller.terminal)
    if closed is not None:
        raise Refused(closed)


async def display(means: Means, text: str) -> Display:
    """The screen behind a display token. Refused otherwise, also within 1 s of its revocation."""
    shown, now = read_display_token(text), means.server_now()
    if shown is not None:
        stored = await means.credentials.get(means.context.store, DISPLAY_TOKENS, shown.id)
        if fits(shown, stored, now) and stored is not None:
            means.uses.saw(means.context.store, stored.id, now)
            return Display(id=stored.id, board=stored.board)
    raise Refused(NotAuthenticated(caller="display"))


async def operator(means: Means, token: str) -> Operator:
    """The operator behind a token. Refused otherwise, also within 1 s of a sign-out or an end."""
    now = means.server_now()
    access = means.keys.read_operator(token, now)
    if access is not None:
        store = means.context.store
        stored = await means.credentials.get(store, OPERATORS, access.sub)
        if not is_signed_in(stored, access.sid, now):
            # What is remembered may be older than the sign-in that this token came from.
            stored = await store.get(OPERATORS, access.sub)
        if stored is not None and is_signed_in(stored, access.sid, now):
            return Operator(id=stored.id, session=access.sid, roles=stored.roles)
    raise Refused(NotAuthenticated(caller="operator"))
