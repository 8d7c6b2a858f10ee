"""The webhooks of one process: keys that are sealed and opened, and one POST to one endpoint."""

import asyncio
import base64
import ssl
from datetime import datetime
from functools import cached_property
from typing import NamedTuple
from urllib.parse import urlsplit

import httpcore2
import msgspec

from service.keys.seals import Seals
from service.webhooks.guarded import AddressDenied, GuardedBackend, Resolve
from service.webhooks.names import resolve
from service.webhooks.signing import fresh_key, public_text, secret_text, signed_headers

PLACE = "webhook"
SEALED = "sealed"
"""The word for: none of the keys can be opened with this process's secret."""
AGENT = "Seedbank-Webhooks/1"


class NoHooks(Exception):
    """This process was given no secret to sign webhooks with."""


class FreshKey(NamedTuple):
    """`secret` is shown once; `sealed` and `public` are stored."""

    secret: str
    sealed: str
    public: str


class Address(NamedTuple):
    """Whose endpoint, where it is, and the sealed keys that sign what goes there."""

    id: str
    url: str
    sealed: tuple[str, ...]


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one POST: the status, or in one word why there is none."""

    status: int | None = None
    error: str = ""

    @property
    def taken(self) -> bool:
        """Whether the receiver has it."""
        return self.status is not None and 200 <= self.status < 300


class Hooks:
    """Made from the settings; `loopback` lets sandboxes reach this machine, for tests and demos."""

    def __init__(
        self,
        seals: Seals,
        *,
        loopback: bool = False,
        trust: ssl.SSLContext | None = None,
        resolved: Resolve = resolve,
    ) -> None:
        self._seals, self._trust = seals, trust
        self._outside = GuardedBackend(loopback=False, resolved=resolved)
        self._inside = GuardedBackend(loopback=loopback, resolved=resolved)
        self.loopback = loopback

    def fresh(self, endpoint: str) -> FreshKey:
        """A new key of an endpoint."""
        key = fresh_key()
        text = base64.b64encode(key).decode()
        sealed = self._seals.seal(text, account=endpoint, place=PLACE)
        return FreshKey(secret_text(key), sealed, public_text(key))

    async def post(
        self,
        endpoint: Address,
        id_: str,
        body: bytes,
        at: datetime,
        *,
        sandbox: bool,
        timeout_s: float,
    ) -> Tried:
        """One POST, signed with every key; `at` is the time it is sent, and `timeout_s` is for all
        of it, from the name to the status. Never raises what a network does. Redirects are an
        answer like others; of the answer nothing but the status is read."""
        opened = [
            self._seals.open(each, account=endpoint.id, place=PLACE) for each in endpoint.sealed
        ]
        keys = [base64.b64decode(each) for each in opened if each is not None]
        if not keys:
            return Tried(error=SEALED)
        headers = signed_headers(id_, int(at.timestamp()), body, keys)
        try:
            async with asyncio.timeout(timeout_s):
                return Tried(status=await self._status(endpoint.url, body, headers, sandbox))
        except TimeoutError:
            return Tried(error="timeout")
        except AddressDenied:
            return Tried(error="address")
        except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
            return Tried(error="connect")
        except Exception:
            # Whatever a hostile receiver brings a parser to: it must not end everybody's run.
            return Tried(error="protocol")

    async def _status(self, url: str, body: bytes, headers: dict[str, str], sandbox: bool) -> int:
        """A connection of its own, closed before its answer's body: nobody bounds its length."""
        more = {
            "Host": urlsplit(url).netloc,
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
            "User-Agent": AGENT,
            "Connection": "close",
        }
        backend = self._inside if sandbox else self._outside
        async with (
            httpcore2.AsyncConnectionPool(
                ssl_context=self._context, network_backend=backend, max_connections=1
            ) as pool,
            pool.stream(
                "POST",
                url,
                headers=list({**more, **headers}.items()),
                content=body,
            ) as answer,
        ):
            return int(answer.status)

    @cached_property
    def _context(self) -> ssl.SSLContext:
        return self._trust or ssl.create_default_context()


def no_hooks() -> Hooks:
    """For who has no secret. Raises NoHooks."""
    raise NoHooks("there is no key for webhooks here")
