"""The member page's session: the refresh token lives in a cookie that no script can read.

POST /member/session signs in, POST /member/session/refresh gives the next access token, DELETE
/member/session signs out. JSON only, which another site cannot send with our cookies.
"""

import hashlib
from typing import Any

import msgspec
from litestar import Request, Response, delete, post
from litestar.datastructures import Cookie
from litestar.params import JSONBody

from service.flows.sign_in.end_session import END_SESSION, EndSession
from service.flows.sign_in.refresh_session import REFRESH_SESSION, RefreshSession
from service.http.answer import said
from service.http.means import TheMeans, came_by_https
from service.http.problems.raised import Refused
from service.http.sign_in.sign_in import CodeTyped, swap_code
from service.http.sign_in.tokens import Tokens, tokens_for
from service.members.sign_in.session import SessionEnded

COOKIE = "seedbank_member"
PATH = "/member"


class Nothing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An empty object: all that is needed came in the cookie."""


class Access(msgspec.Struct, frozen=True, kw_only=True):
    """Use `access_token` as Bearer and keep it in memory only."""

    access_token: str
    expires_in_s: int
    new_member: bool


@post("/member/session", include_in_schema=False, status_code=200)
async def start_session(
    request: Request[Any, Any, Any], means: TheMeans, data: JSONBody[CodeTyped]
) -> Response[Access]:
    """Swaps a one-time code for an access token and the cookie."""
    return _signed_in(request, means, await swap_code(request, means, data))


@post("/member/session/refresh", include_in_schema=False, status_code=200)
async def refresh_session(
    request: Request[Any, Any, Any],
    means: TheMeans,
    data: JSONBody[Nothing],  # noqa: ARG001 - asks for JSON
) -> Response[Access]:
    """The next access token, and the next cookie; 401 without it if the session is over.

    Two tabs may come with the same cookie at once: within the grace each gets a token of its own,
    and the cookie that is set last is as good as the other.
    """
    session, sha256 = _shown(request)
    body = RefreshSession(session=session, sha256=sha256)
    try:
        answered = await means.context.apply(
            REFRESH_SESSION, body, caller=f"session:{session}", key=None
        )
        fresh = said(answered)
    except Refused as refused:
        if isinstance(refused.refusal, SessionEnded):
            gone = _cookie(request, "", 0).to_header(header="")
            raise Refused(refused.refusal, headers={"Set-Cookie": gone}) from refused
        raise
    tokens = tokens_for(
        means, account=fresh.account, session=fresh.session, refresh_token=fresh.refresh_token
    )
    return _signed_in(request, means, tokens)


@delete("/member/session", include_in_schema=False, status_code=204)
async def end_session(request: Request[Any, Any, Any], means: TheMeans) -> Response[None]:
    """Ends the session everywhere and forgets the cookie; 204 also if there was none."""
    session, sha256 = _shown(request)
    body = EndSession(session=session, sha256=sha256)
    await means.context.apply(END_SESSION, body, caller=f"session:{session}", key=None)
    return Response(None, status_code=204, cookies=[_cookie(request, "", 0)])


def _shown(request: Request[Any, Any, Any]) -> tuple[str, str]:
    """Which session the cookie names, and the hash of its secret. Without one: no session."""
    session, _, secret = request.cookies.get(COOKIE, "").partition(".")
    return session, hashlib.sha256(secret.encode()).hexdigest()


def _signed_in(
    request: Request[Any, Any, Any], means: TheMeans, tokens: Tokens
) -> Response[Access]:
    kept_s = means.programme.numbers.sign_in.session_days * 24 * 3600
    access = Access(
        access_token=tokens.access_token,
        expires_in_s=tokens.expires_in_s,
        new_member=tokens.new_member,
    )
    return Response(access, cookies=[_cookie(request, tokens.refresh_token, kept_s)])


def _cookie(request: Request[Any, Any, Any], token: str, kept_s: int) -> Cookie:
    return Cookie(
        key=COOKIE,
        value=token,
        max_age=kept_s,
        path=PATH,
        httponly=True,
        samesite="strict",
        secure=came_by_https(request),
    )
