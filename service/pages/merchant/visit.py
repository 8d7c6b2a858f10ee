"""Which merchant looks at a page, and how the page asks for it."""

from collections.abc import Awaitable
from dataclasses import dataclass, field
from inspect import signature
from typing import Any, cast

from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.di import NamedDependency
from litestar.handlers import BaseRouteHandler, HTTPRouteHandler
from litestar.params import SkipValidation

from rewards.perks.merchants.standing import Standing, may_begin
from service.http.guards import Merchant, authenticate
from service.http.guards.callers import Scope
from service.http.guards.guards import CALLER, SCOPE
from service.http.language import language_of
from service.http.means import Means, means_of
from service.http.problems.raised import Refused
from service.http.problems.refusals import NotAuthenticated, NotFromPage, ScopeMissing
from service.http.programme.translated import saying
from service.language.languages import Language
from service.pages.member.elsewhere import Elsewhere
from service.pages.member.names import Names
from service.pages.member.visit import BY_PAGE, SAFE
from service.pages.merchant.cookie import (
    COOKIE,
    COUNTER,
    OFFICE,
    Connection,
    key_in,
    signed_out,
)
from service.pages.page import page
from service.pages.words import speaking
from service.store.schema.page import STANDINGS

_VISIT = "seedbank.merchant_visit"
# The counter looks through the camera; no other page of ours may.
CAMERA = "camera=(self), geolocation=(), microphone=()"


@dataclass
class Visit:
    """One request for a page of a merchant. `cookies` go out with its answer."""

    request: Request[Any, Any, Any]
    means: Means
    caller: Merchant | None = None
    cookies: list[Cookie] = field(default_factory=list)
    standing: Standing | None = None

    @property
    def lang(self) -> Language:
        """The reader's language."""
        return language_of(self.request)

    @property
    def zone(self) -> str:
        """Whose clocks the pages show: the programme's."""
        return self.means.programme.zone

    @property
    def front(self) -> str:
        """Where the way in is, for this page."""
        return COUNTER if self.request.url.path.startswith(COUNTER) else OFFICE

    @property
    def merchant(self) -> Merchant:
        """Who is signed in. Elsewhere, for nobody: at the front there is the way in."""
        if self.caller is None:
            raise Elsewhere(self.front)
        return self.caller

    @property
    def names(self) -> Names:
        """What the programme calls things, in the reader's language."""
        return Names(self.means.programme, saying(self.request), self.lang)

    def may(self, scope: Scope) -> bool:
        """Whether the key that signed in has the scope."""
        return scope in self.merchant.scopes

    async def ask(self, door: HTTPRouteHandler, **values: Any) -> Any:
        """What a door of the API answers to this merchant. Refused as the door refuses: its scope
        and its own guards count here too."""
        caller = self.merchant
        scope: Scope | None = door.opt[SCOPE]
        if scope is not None and scope not in caller.scopes:
            raise Refused(ScopeMissing(scope=scope))
        if scope is not None:
            await authenticate.at_open_terminal(self.means, caller)
        for guard in door.guards or ():
            await cast("Awaitable[None]", guard(self.request, door))
        return await self._answer(door, {"caller": caller} | values)

    async def ask_openly(self, door: HTTPRouteHandler, **values: Any) -> Any:
        """What a door answers that is open to all."""
        return await self._answer(door, values)

    async def _answer(self, door: HTTPRouteHandler, values: dict[str, Any]) -> Any:
        known = {"request": self.request, "means": self.means}
        takes = signature(door.fn).parameters
        given = {name: value for name, value in (known | values).items() if name in takes}
        answer = await door.fn(**given)
        return answer.content if isinstance(answer, Response) else answer

    def _places(self) -> list[tuple[str, str, str]]:
        """The tabs that the key can do something with: address, name, drawing."""
        speak, scopes = speaking(self.lang), frozenset(self.caller.scopes if self.caller else ())
        every = (
            (OFFICE, speak("Office"), "home", scopes),
            (COUNTER, speak("Counter"), "scan", {Scope.ELIGIBILITY, Scope.RENTALS, Scope.VOUCHERS}),
            (f"{OFFICE}/rentals", speak("Rentals"), "umbrella", {Scope.RENTALS}),
            (f"{OFFICE}/endpoints", speak("Webhooks"), "send", {Scope.WEBHOOKS}),
            (f"{OFFICE}/keys", speak("Keys"), "key", {Scope.OFFICE}),
        )
        return [each[:3] for each in every if scopes & each[3]]

    def page(self, template: str, **values: Any) -> Response[str]:
        """A page or a part of one; its times are those of the programme's zone."""
        programme, caller = self.means.programme, self.caller
        made = page(
            f"merchant/{template}",
            lang=self.lang,
            cookies=self.cookies,
            zone=self.zone,
            now=self.means.domain_now(),
            front=self.front,
            names=self.names,
            merchant=self.names.merchant(caller.id) if caller else "",
            terminal=caller.terminal if caller else "",
            may=frozenset(caller.scopes) if caller else frozenset(),
            suspended=self.standing if may_begin(self.standing) else None,
            hours=programme.numbers.sign_in.till_hours,
            places=self._places(),
            **values,
        )
        if self.front == COUNTER:
            made.headers["Permissions-Policy"] = CAMERA
        return made


async def visited(connection: Connection, _handler: BaseRouteHandler) -> None:
    """A guard that lets everybody in and says which merchant it is. What changes something must
    come from a page of ours: no other site can send the header."""
    unsafe = connection.scope.get("method") not in SAFE
    if unsafe and connection.headers.get(BY_PAGE) != "true":
        raise Refused(NotFromPage())
    means = means_of(connection)
    caller, cookies = await _recognised(connection, means)
    standing = None
    if caller is not None:
        connection.scope["state"][CALLER] = caller
        standing = await means.standings.get(means.context.store, STANDINGS, caller.id)
    connection.scope["state"][_VISIT] = caller, cookies, standing


def visit_of(
    request: Request[Any, Any, Any], means: NamedDependency[SkipValidation[Means]]
) -> Visit:
    """The dependency `visit`."""
    caller, cookies, standing = request.scope["state"][_VISIT]
    return Visit(request=request, means=means, caller=caller, cookies=cookies, standing=standing)


async def _recognised(connection: Connection, means: Means) -> tuple[Merchant | None, list[Cookie]]:
    """By the key that the cookie holds, which may have been ended meanwhile."""
    if COOKIE not in connection.cookies:
        return None, []
    try:
        return await authenticate.merchant(means, key_in(connection, means)), []
    except Refused as refused:
        if isinstance(refused.refusal, NotAuthenticated):
            return None, signed_out(connection)
        raise


TheVisit = NamedDependency[SkipValidation[Visit]]
