"""What a handler works with: one value, made once per process."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.params import SkipValidation

from service.flows.context import Context
from service.http.cached import Cached
from service.http.last_used import LastUsed
from service.http.limits.limiter import Limiter
from service.http.proxies import Network, calling, is_trusted
from service.keys import Keys
from service.keys.passwords import Passwords
from service.limits.numbers import RateNumbers
from service.programme import Programme
from service.senders.port import Sender
from service.sessions.watch import SessionWatch


@dataclass(frozen=True)
class Means:
    """One process's means at the doors."""

    context: Context
    keys: Keys
    sender: Sender
    limiter: Limiter
    sessions: SessionWatch
    proxies: tuple[Network, ...] = ()
    fixed_rates: RateNumbers | None = None
    credentials: Cached = field(default_factory=Cached)
    standings: Cached = field(default_factory=partial(Cached, absence=True))
    passwords: Passwords = field(default_factory=Passwords)
    uses: LastUsed = field(default_factory=LastUsed)

    def for_a_wish(self) -> "Means":
        """The same for who asks under a key that stands for a wish and not for one try: a no is
        decided anew under it until there is a yes, which is done once."""
        return replace(self, context=replace(self.context, keeps_no=False))

    @property
    def programme(self) -> Programme:
        """The version in force."""
        return self.context.programme()

    @property
    def rates(self) -> RateNumbers:
        """The limits in force: the programme's, unless they were fixed for a test."""
        return self.fixed_rates or self.programme.numbers.rates

    def server_now(self) -> datetime:
        """Server time, for tokens and windows."""
        return self.context.clock.server_now()

    def domain_now(self) -> datetime:
        """The programme's time, for consents and everything that a rule decides by."""
        return self.context.clock.domain_now()


def means_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Means:
    """The application's means; set when it starts."""
    means: Means = connection.app.state.means
    return means


def address_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """The network address that called. Headers count only if a trusted proxy has sent them."""
    if connection.client is None:
        return "unknown"
    proxies = means_of(connection).proxies
    if not proxies:
        return connection.client.host
    forwarded = connection.headers.getall("x-forwarded-for", [])
    return calling(connection.client.host, forwarded, proxies)


def came_by_https(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    """Whether the caller's connection is encrypted, to us or to a trusted proxy that says so."""
    if connection.scope["scheme"] == "https":
        return True
    client, proxies = connection.client, means_of(connection).proxies
    if client is None or not is_trusted(client.host, proxies):
        return False
    said = ",".join(connection.headers.getall("x-forwarded-proto", []))
    return said.partition(",")[0].strip().lower() == "https"


TheMeans = NamedDependency[SkipValidation[Means]]
