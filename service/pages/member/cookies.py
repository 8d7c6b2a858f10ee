"""The two cookies of a signed-in page: no script reads them, no other site can send them."""

from typing import Any

from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie

from service.http.means import Means, came_by_https
from service.http.sign_in.tokens import Tokens

REFRESH = "seedbank_member"
"""The session's refresh token, as long as the session may last."""
ACCESS = "seedbank_access"
"""Its access token, minutes: while it is good, a page costs no write."""
PATH = "/member"

Connection = ASGIConnection[Any, Any, Any, Any]


def signed_in(connection: Connection, means: Means, tokens: Tokens) -> list[Cookie]:
    """Both, as a session's next page needs them."""
    kept_s = means.programme.numbers.sign_in.session_days * 24 * 3600
    return [
        _cookie(connection, REFRESH, tokens.refresh_token, kept_s),
        _cookie(connection, ACCESS, tokens.access_token, tokens.expires_in_s),
    ]


def signed_out(connection: Connection) -> list[Cookie]:
    """Neither any more."""
    return [_cookie(connection, name, "", 0) for name in (REFRESH, ACCESS)]


def _cookie(connection: Connection, name: str, value: str, max_age: int) -> Cookie:
    return Cookie(
        key=name,
        value=value,
        max_age=max_age,
        path=PATH,
        httponly=True,
        samesite="strict",
        secure=came_by_https(connection),
    )
