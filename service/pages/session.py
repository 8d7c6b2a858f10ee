"""POST /display/session: pairs a screen, DELETE: ends that.

The token comes in the body, never in an address: addresses are logged. It goes on in a cookie that
no script can read.
"""

from typing import Any

import msgspec
from litestar import Request, Response, delete, post
from litestar.datastructures import Cookie
from litestar.params import JSONBody

from service.http.guards.authenticate import display
from service.http.means import TheMeans, came_by_https
from service.live.screen import COOKIE

# As long as browsers keep any; revoking the token ends it at once.
KEPT_S = 400 * 24 * 3600


class Pairing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The display token as the operator got it: `sbd_...`."""

    token: str


@post("/display/session", include_in_schema=False, status_code=204)
async def pair(
    request: Request[Any, Any, Any], means: TheMeans, data: JSONBody[Pairing]
) -> Response[None]:
    """204 and the cookie, or 401. JSON only, which another site cannot send with our cookies."""
    token = data.token.strip()
    await display(means, token)
    return Response(None, status_code=204, cookies=[_cookie(request, token, KEPT_S)])


@delete("/display/session", include_in_schema=False, status_code=204, sync_to_thread=False)
def unpair(request: Request[Any, Any, Any]) -> Response[None]:
    """Forgets the token on this screen; on others it stays good."""
    return Response(None, status_code=204, cookies=[_cookie(request, "", 0)])


def _cookie(request: Request[Any, Any, Any], token: str, kept_s: int) -> Cookie:
    return Cookie(
        key=COOKIE,
        value=token,
        max_age=kept_s,
        path="/",
        httponly=True,
        samesite="strict",
        secure=came_by_https(request),
    )
