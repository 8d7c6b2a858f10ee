"""POST /v1/sign-in/refresh."""

import hashlib
from typing import Annotated

import msgspec
from litestar import post
from litestar.params import JSONBody

from service.flows.sign_in.refresh_session import REFRESH_SESSION, RefreshSession
from service.http.answer import said
from service.http.means import TheMeans
from service.http.sign_in.tokens import Tokens, tokens_for


class TokenShown(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The refresh token of the last pair."""

    refresh_token: Annotated[str, msgspec.Meta(max_length=256)]


@post("/refresh", operation_id="refreshTokens", status_code=200, tags=["sign-in"])
async def refresh_tokens(means: TheMeans, data: JSONBody[TokenShown]) -> Tokens:
    """The next pair. A token that was used before ends its session, whoever shows it."""
    # Whatever is no token of ours names no session, and gets the answer of one that has ended.
    session, _, secret = data.refresh_token.partition(".")
    body = RefreshSession(session=session, sha256=hashlib.sha256(secret.encode()).hexdigest())
    caller = f"session:{session}"
    fresh = said(await means.context.apply(REFRESH_SESSION, body, caller=caller, key=None))
    return tokens_for(
        means, account=fresh.account, session=fresh.session, refresh_token=fresh.refresh_token
    )
