"""A running application in process, and people who walk up to it."""

import asyncio
import re
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import StringIO
from typing import Any

from httpx import ASGITransport, AsyncClient, Response
from litestar import Litestar

from rewards.perks.stores.refusals import TooManyKeys
from service.app import create_app
from service.clock import FixedClock
from service.flows.context import Context
from service.flows.operators.add_operator import ADD_OPERATOR, AddOperator
from service.flows.operators.issue_display_token import ISSUE_DISPLAY_TOKEN, IssueDisplayToken
from service.flows.operators.issue_merchant_key import (
    ISSUE_MERCHANT_KEY,
    IssueMerchantKey,
    MerchantKeyIssued,
)
from service.flows.operators.revoke_merchant_key import REVOKE_MERCHANT_KEY, RevokeMerchantKey
from service.flows.operators.sign_in_operator import (
    SIGN_IN_OPERATOR,
    OperatorSignedIn,
    SignInOperator,
)
from service.http.cached import KEPT_S, Cached
from service.http.guards.callers import Scope
from service.http.means import Means
from service.http.proxies import Network
from service.keys import Keys
from service.keys.random import fresh_display_token, fresh_merchant_key
from service.limits.numbers import RateNumbers
from service.members.consents import Purpose
from service.opening import means_of
from service.operators.roles import Role
from service.programme import Programme, consent_text
from service.programme_demo import DEMO
from service.senders.console import ConsoleSender
from service.store.connect import connect
from service.store.path.command import Answered
from service.webhooks.hooks import Hooks
from tests.unlimited import UNLIMITED

BERLIN = "Europe/Berlin"
SCOPES = tuple(scope.value for scope in Scope)
KIOSK, BIKES = "umbrella-kiosk", "riverside-bikes"
SECRET = "a secret of at least 32 characters"


class Steady:
    """Seconds that only grow, as a process counts them; they can be made to have passed."""

    def __init__(self) -> None:
        self._skipped_s = 0.0

    def __call__(self) -> float:
        return time.monotonic() + self._skipped_s

    def skip(self, seconds: float) -> None:
        self._skipped_s += seconds


@dataclass
class Doors:
    """An application, its clock, and what the console sender has written."""

    app: Litestar
    client: AsyncClient
    context: Context
    clock: FixedClock
    keys: Keys
    sent: StringIO = field(default_factory=StringIO)
    steady: Steady = field(default_factory=Steady)

    def a_second_later(self) -> None:
        """No credentials are remembered any more from before."""
        self.steady.skip(KEPT_S)

    async def call(self, method: str, path: str, token: str = "", **options: Any) -> Response:
        """One request; unsafe ones get a fresh Idempotency-Key unless `key` names one."""
        headers = dict(options.pop("headers", {}))
        key = options.pop("key", None if method == "GET" else uuid.uuid4().hex)
        if key is not None:
            headers["Idempotency-Key"] = key
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return await self.client.request(method, path, headers=headers, **options)

    def code_for(self, contact: str) -> str:
        """The last code that was sent to a contact."""
        normal = re.escape(contact.strip().lower())
        found = re.findall(rf"code for {normal}: (\d{{6}})", self.sent.getvalue())
        code: str = found[-1]
        return code

    async def tokens(self, contact: str) -> dict[str, Any]:
        """Signs a person in."""
        asked = await self.call("POST", "/v1/sign-in/codes", json={"contact": contact})
        assert asked.status_code == 202, asked.text
        typed = {"contact": contact, "code": self.code_for(contact), "device": "phone"}
        signed = await self.call("POST", "/v1/sign-in/tokens", json=typed)
        assert signed.status_code == 200, signed.text
        found: dict[str, Any] = signed.json()
        return found

    async def pending(self, contact: str | None = None) -> str:
        """The access token of somebody who has signed in and not enrolled."""
        token: str = (await self.tokens(contact or somebody()))["access_token"]
        return token

    async def member(
        self, contact: str | None = None, name: str = "Alice", birth_year: int = 1990
    ) -> str:
        """The access token of an active member in Berlin."""
        token = await self.pending(contact)
        body = {
            "text_sha256": text(Purpose.ENROLMENT),
            "display_name": name,
            "zone": BERLIN,
            "birth_year": birth_year,
        }
        enrolled = await self.call("POST", "/v1/me/activation", token, json=body)
        assert enrolled.status_code == 200, enrolled.text
        return token

    async def consent(self, token: str, purpose: Purpose, counterparty: str) -> dict[str, Any]:
        """Grants a consent."""
        body = {"purpose": purpose, "counterparty": counterparty, "text_sha256": text(purpose)}
        granted = await self.call("POST", "/v1/me/consents", token, json=body)
        assert granted.status_code == 201, granted.text
        found: dict[str, Any] = granted.json()
        return found

    async def merchant(self, merchant: str = KIOSK, scopes: tuple[str, ...] = SCOPES) -> str:
        """A merchant's key."""
        fresh = fresh_merchant_key(test=True)
        body = IssueMerchantKey(merchant=merchant, scopes=scopes, test=True)
        ids = (fresh.id, fresh.sha256)
        made = await self._issued(body, ids)
        if isinstance(made.answer, TooManyKeys):
            await self._end_old_keys(merchant)
            made = await self._issued(body, ids)
        assert isinstance(made.answer, MerchantKeyIssued), made
        return fresh.text

    async def _end_old_keys(self, merchant: str) -> None:
        """Hundreds of tests share an application, and each brings keys of its own."""
        ring = await self.context.store.driver.db.key_rings.find_one({"_id": merchant})
        for each in ring["keys"][: len(ring["keys"]) // 2]:
            await self.context.apply(
                REVOKE_MERCHANT_KEY,
                RevokeMerchantKey(key=each["id"]),
                caller="console:test",
                key=uuid.uuid4().hex,
            )

    async def _issued(self, body: IssueMerchantKey, ids: tuple[str, ...]) -> Answered[Any]:
        return await self.context.apply(ISSUE_MERCHANT_KEY, body, caller="test", key=None, ids=ids)

    async def display(self, board: str = "seeds-weekly") -> str:
        """A display's token."""
        fresh, body = fresh_display_token(), IssueDisplayToken(board=board)
        ids = (fresh.id, fresh.sha256)
        await self.context.apply(ISSUE_DISPLAY_TOKEN, body, caller="test", key=None, ids=ids)
        return fresh.text

    async def operator(self, *roles: Role, name: str = "") -> str:
        """The token of a new operator who is signed in; with a password that nobody knows."""
        name, at = name or f"o-{uuid.uuid4().hex[:12]}", self.clock.server_now()
        added = AddOperator(operator=name, roles=roles or (Role.ADMIN,))
        await self.context.apply(ADD_OPERATOR, added, caller="test", key=None, ids=("none",))
        body = SignInOperator(operator=name, known=True, password_at=at)
        signed = await self.context.apply(SIGN_IN_OPERATOR, body, caller="test", key=None)
        assert isinstance(signed.answer, OperatorSignedIn)
        session, ends_at = signed.answer.session, signed.answer.ends_at
        return self.keys.sign_operator(name, session, at, ends_at)


def somebody() -> str:
    """A contact that nobody has used."""
    return f"{uuid.uuid4().hex}@example.org"


def text(purpose: Purpose) -> str:
    """The hash of the demo's words for a purpose."""
    return consent_text(DEMO, purpose).sha256


def is_problem(response: Response, status: int, code: str) -> dict[str, Any]:
    """The problem, which is whole and says nothing of frameworks and drivers."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"].startswith("application/problem+json")
    problem: dict[str, Any] = response.json()
    assert problem["code"] == code
    assert problem["status"] == status
    assert problem["type"] == f"urn:seedbank:problem:{code}"
    assert problem["title"]
    assert problem["detail"].endswith((".", "..."))
    assert problem["instance"] == f"urn:uuid:{response.headers['x-request-id']}"
    for word in ("litestar", "msgspec", "mongo", "Traceback", "<html"):
        assert word.lower() not in response.text.lower()
    return problem


@asynccontextmanager
async def _living(app: Litestar) -> AsyncIterator[None]:
    """The application's life in one task: a fixture begins and ends in two."""
    begun, over = asyncio.Event(), asyncio.Event()

    async def live() -> None:
        async with app.lifespan():
            begun.set()
            await over.wait()

    life = asyncio.create_task(live())
    await begun.wait()
    yield
    over.set()
    await life


_IDLE: list[Litestar] = []
"""Applications that have served their test. Wiring hundreds of doors takes half a second, and all
that one knows of its caller are its means."""


def _wired(means: Means) -> Litestar:
    """An application that nobody else has, around these means."""
    if not _IDLE:
        _IDLE.append(create_app(means.context, means.keys, means.sender))
    app = _IDLE.pop()
    for name in set(app.state) - {"openapi"}:
        del app.state[name]
    app.state.means = means
    return app


@asynccontextmanager
async def open_doors(
    mongo_url: str,
    database: str,
    rates: RateNumbers | None = UNLIMITED,
    proxies: tuple[Network, ...] = (),
    programme: Programme = DEMO,
    secret: str = SECRET,
) -> AsyncIterator[Doors]:
    """The demo programme on an empty database, or another, with a clock that stands still."""
    clock, keys, sent = FixedClock(datetime(2026, 3, 4, 12, tzinfo=UTC)), Keys(secret), StringIO()
    store, steady = await connect(mongo_url, database), Steady()
    try:
        context = Context(
            store=store,
            clock=clock,
            programme=lambda: programme,
            ledger_key=lambda: keys.ledger,
            hooks=lambda: Hooks(keys.seals),
        )
        means = replace(
            means_of(context, keys, ConsoleSender(sent), rates, proxies),
            credentials=Cached(steady),
            standings=Cached(steady, absence=True),
        )
        app = _wired(means)
        # Not litestar's test client: it runs the application on a loop of its own.
        transport = ASGITransport(app, raise_app_exceptions=False)
        async with (
            _living(app),
            AsyncClient(transport=transport, base_url="http://seedbank.test") as client,
        ):
            yield Doors(app, client, context, clock, keys, sent, steady)
        _IDLE.append(app)
    finally:
        await store.close()
