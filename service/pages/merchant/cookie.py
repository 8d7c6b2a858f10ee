"""The cookie of a merchant's pages: its key, sealed, for a day at the counter.

Sealed, so that who copies a tablet's cookies has no key for the API; and the end is sealed with it,
so that nobody moves it. No script reads it and no other site can send it.
"""

from datetime import timedelta
from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from service.http.means import Means, came_by_https

COOKIE = "seedbank_merchant"
COUNTER, OFFICE = "/counter", "/merchant"
PATHS = (COUNTER, OFFICE)

Connection = ASGIConnection[Any, Any, Any, Any]


def signed_in(connection: Connection, means: Means, key: str) -> list[Cookie]:
    """One for each place where pages of merchants are."""
    lasts = timedelta(hours=means.programme.numbers.sign_in.till_hours)
    ends = round((means.server_now() + lasts).timestamp())
    sealed = means.keys.pages.seal(key, account="", place=_until(ends))
    kept_s = round(lasts.total_seconds())
    return [_cookie(connection, path, f"{ends}.{sealed}", kept_s) for path in PATHS]


def signed_out(connection: Connection) -> list[Cookie]:
    """None of them any more."""
    return [_cookie(connection, path, "", 0) for path in PATHS]


def key_in(connection: Connection, means: Means) -> str:
    """The key that the cookie holds; empty without one, and after its end."""
    ends, _, sealed = connection.cookies.get(COOKIE, "").partition(".")
    if not ends.isdecimal() or int(ends) <= means.server_now().timestamp():
        return ""
    return means.keys.pages.open(sealed, account="", place=_until(int(ends))) or ""


def _until(ends: int) -> str:
    return f"until {ends}"


def _cookie(connection: Connection, path: str, value: str, max_age: int) -> Cookie:
    return Cookie(
        key=COOKIE,
        value=value,
        max_age=max_age,
        path=path,
        httponly=True,
        samesite="strict",
        secure=came_by_https(connection),
    )
