"""The page's session, for the parts of it that are scripts: they keep an access token in memory.

POST /member/session/refresh gives the next one. JSON only, which another site cannot send with our
cookies.
"""

import hashlib
from typing import Any

import msgspec
from litestar import Request, Response, post
from litestar.params import JSONBody

from service.flows.sign_in.end_session import END_SESSION, EndSession
from service.flows.sign_in.refresh_session import REFRESH_SESSION, RefreshSession
from service.http.answer import said
from service.http.means import Means, TheMeans
from service.http.problems.raised import Refused
from service.http.sign_in.tokens import Tokens, tokens_for
from service.members.sign_in.session import SessionEnded
from service.pages.member.cookies import REFRESH, Connection, signed_in, signed_out


class Nothing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An empty object: all that is needed came in the cookie."""


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """Use `access_token` as Bearer and keep it in memory only."""

    access_token: str
    expires_in_s: int


@post("/member/session/refresh", include_in_schema=False, status_code=200)
async def refresh_session(
    request: Request[Any, Any, Any],
    means: TheMeans,
    data: JSONBody[Nothing],  # noqa: ARG001 - asks for JSON
) -> Response[Access]:
    """The next access token, and the next cookies; 401 without them if the session is over."""
    try:
        tokens = await refreshed(request, means)
    except Refused as refused:
        if isinstance(refused.refusal, SessionEnded):
            gone = [each.to_header(header="") for each in signed_out(request)]
            raise Refused(refused.refusal, headers={"Set-Cookie": gone[0]}) from refused
        raise
    access = Access(access_token=tokens.access_token, expires_in_s=tokens.expires_in_s)
    return Response(access, cookies=signed_in(request, means, tokens))


async def refreshed(connection: Connection, means: Means) -> Tokens:
    """The session's next tokens, by its cookie. Refused with SessionEnded if it is over.

    Two tabs may come with the same cookie at once: within the grace each gets a token of its own,
    and the cookie that is set last is as good as the other.
    """
    session, sha256 = _shown(connection)
    body = RefreshSession(session=session, sha256=sha256)
    caller = f"session:{session}"
    fresh = said(await means.context.apply(REFRESH_SESSION, body, caller=caller, key=None))
    return tokens_for(
        means, account=fresh.account, session=fresh.session, refresh_token=fresh.refresh_token
    )


async def end_session(connection: Connection, means: Means) -> None:
    """Ends the cookie's session everywhere; nothing happens if there is none."""
    session, sha256 = _shown(connection)
    body = EndSession(session=session, sha256=sha256)
    await means.context.apply(END_SESSION, body, caller=f"session:{session}", key=None)


def _shown(connection: Connection) -> tuple[str, str]:
    """Which session the cookie names, and the hash of its secret. Without one: no session."""
    session, _, secret = connection.cookies.get(REFRESH, "").partition(".")
    return session, hashlib.sha256(secret.encode()).hexdigest()
