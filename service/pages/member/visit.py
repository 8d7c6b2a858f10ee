"""Who looks at a page of the app, and how the page asks for them."""

from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import timedelta
from inspect import signature
from typing import Any, cast

from litestar import Request, Response
from litestar.connection import ASGIConnection
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.params import SkipValidation

from service.http.guards import Member, authenticate
from service.http.guards.guards import CALLER
from service.http.language import language_of
from service.http.me.list_inbox import list_inbox
from service.http.me.show_me import Me, show_me
from service.http.means import Means, means_of
from service.http.problems.raised import Refused
from service.http.problems.refusals import NotFromPage
from service.language.first_upper import first_upper
from service.language.languages import Language
from service.members.sign_in.session import SessionEnded
from service.members.states import State
from service.pages.member.cookies import ACCESS, REFRESH, signed_in, signed_out
from service.pages.member.elsewhere import Elsewhere
from service.pages.member.session import refreshed
from service.pages.page import page
from service.programme.translations import in_language

FRONT, JOIN = "/member", "/member/join"
BY_PAGE = "hx-request"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_VISIT = "seedbank.visit"
# Who has to say yes to the programme first sees that page, whatever was asked for.
OUTSIDE = frozenset({State.PENDING, State.CLOSING})


@dataclass
class Visit:
    """One request for a page. `cookies` go out with its answer; `unread` messages are known of who
    has asked who they are."""

    request: Request[Any, Any, Any]
    means: Means
    caller: Member | None = None
    cookies: list[Cookie] = field(default_factory=list)
    unread: int | None = None

    @property
    def lang(self) -> Language:
        """The reader's language."""
        return language_of(self.request)

    @property
    def member(self) -> Member:
        """Who is signed in. Elsewhere, for nobody: at the front there is the way in."""
        if self.caller is None:
            raise Elsewhere(FRONT)
        return self.caller

    def titled(self, text: str) -> str:
        """A name that the programme gives to something, in the reader's language, as a title."""
        said = in_language(self.means.programme.translations, self.lang, text)
        return first_upper(said)

    async def ask(self, door: HTTPRouteHandler, **values: Any) -> Any:
        """What a door of the API answers to this member. Refused as the door refuses: its own
        guards count here too."""
        answer = await self.sent(door, **values)
        return answer.content if isinstance(answer, Response) else answer

    async def sent(self, door: HTTPRouteHandler, **values: Any) -> Any:
        """The same as it is sent, with its headers."""
        known = {"request": self.request, "means": self.means, "caller": self.member}
        for guard in door.guards or ():
            await cast("Awaitable[None]", guard(self.request, door))
        takes = signature(door.fn).parameters
        given = {name: value for name, value in known.items() if name in takes}
        return await door.fn(**given, **values)

    async def me(self) -> Me:
        """The member's own membership. Elsewhere, for who is outside of the programme."""
        me: Me = await self.ask(show_me)
        if me.state in OUTSIDE:
            raise Elsewhere(JOIN)
        self.unread = (await self.ask(list_inbox, limit=1)).unread
        return me

    def page(self, template: str, *, zone: str = "", status: int = 200, **values: Any) -> Any:
        """A page or a part of one; times in it are those of `zone`."""
        return page(
            f"member/{template}",
            lang=self.lang,
            status=status,
            cookies=self.cookies,
            zone=zone or self.means.programme.zone,
            now=self.means.domain_now(),
            unread=self.unread,
            # Only a sandbox's clock is moved; who moves it loads the page again.
            offset_ms=(self.means.domain_now() - self.means.server_now())
            // timedelta(milliseconds=1),
            **values,
        )


async def visited(
    connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler
) -> None:
    """A guard that lets everybody in and says who they are. What changes something must come from
    a page of ours: no other site can send the header."""
    unsafe = connection.scope.get("method") not in SAFE
    if unsafe and connection.headers.get(BY_PAGE) != "true":
        raise Refused(NotFromPage())
    found = await _recognised(connection, means_of(connection))
    connection.scope["state"][_VISIT] = found
    if found[0] is not None:
        connection.scope["state"][CALLER] = found[0]


def visit_of(
    request: Request[Any, Any, Any], means: NamedDependency[SkipValidation[Means]]
) -> Visit:
    """The dependency `visit`."""
    caller, cookies = request.scope["state"][_VISIT]
    return Visit(request=request, means=means, caller=caller, cookies=cookies)


async def _recognised(
    connection: ASGIConnection[Any, Any, Any, Any], means: Means
) -> tuple[Member | None, list[Cookie]]:
    """Who it is by the access token, else by the session's next one."""
    token = connection.cookies.get(ACCESS, "")
    try:
        if token:
            return await authenticate.member(means, token), []
    except Refused:
        pass  # it has ended; the session may not have
    if REFRESH not in connection.cookies:
        return None, []
    try:
        tokens = await refreshed(connection, means)
        caller = await authenticate.member(means, tokens.access_token)
    except Refused as refused:
        if isinstance(refused.refusal, SessionEnded):
            return None, signed_out(connection)
        raise
    return caller, signed_in(connection, means, tokens)


TheVisit = NamedDependency[SkipValidation[Visit]]
