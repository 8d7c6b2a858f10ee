"""GET /member, and / which leads there: a person plays the member by hand.

The page only asks the API and shows answers.
"""

from datetime import timedelta
from typing import Any

from litestar import Request, Response, get
from litestar.response import Redirect

from service.http.means import TheMeans
from service.pages.assets import files
from service.pages.member_session import COOKIE
from service.pages.page import page
from service.senders.console import ConsoleSender
from service.senders.mailbox import MailboxSender


@get("/", include_in_schema=False, sync_to_thread=False)
def show_front() -> Redirect:
    """Who types the bare address is a person: there is no page in front of the member's."""
    return Redirect("/member", status_code=307, headers={"Cache-Control": "no-store"})


@get("/member", include_in_schema=False, sync_to_thread=False)
def show_member(request: Request[Any, Any, Any], means: TheMeans) -> Response[str]:
    """The shell of the page. Whether the cookie is still good is asked by the script."""
    return page(
        "member.html",
        signed="maybe" if request.cookies.get(COOKIE) else "no",
        # Only a sandbox's clock is moved; who moves it loads the page again.
        offset_ms=(means.domain_now() - means.server_now()) // timedelta(milliseconds=1),
        # Where nobody delivers codes, the page says where to read them.
        codes_here=isinstance(means.sender, ConsoleSender | MailboxSender),
        scripts=[
            *(name for name in files() if name.startswith("member/")),
            *("ui/digits.js", "ui/toast.js"),
        ],
    )
