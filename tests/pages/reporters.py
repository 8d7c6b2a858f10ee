"""Those who report what a member did, over HTTP, and whoever moves the sandbox's clock on."""

import asyncio
import base64
import json
import re
import uuid
from datetime import timedelta
from typing import Any

import httpx2
from playwright.async_api import Page, Request

from rewards.refusal import is_refusal
from service.flows.operators.issue_merchant_key import ISSUE_MERCHANT_KEY, IssueMerchantKey
from service.flows.operators.move_clock import move_clock
from service.http.guards.callers import Scope
from service.keys.random import fresh_merchant_key
from tests.pages.crowd import Crowd
from tests.pages.served import Served
from tests.pages.visitor import in_step

FOLLOWED_S = 5.0


class Reporter:
    """A merchant with a key of its own, or the programme's own backend, which is `app`."""

    def __init__(self, people: Crowd, server: Served, id_: str, key: str) -> None:
        self._people, self._server, self.id, self._key = people, server, id_, key
        self._last: dict[str, Any] = {}

    async def reports(self, member: str, task: str, **more: Any) -> dict[str, Any]:
        """What the service answers to an event of now; it has to take it."""
        in_step(self._people)
        at = self._people.world.clock.domain_now().isoformat()
        event = {"member": member, "task": task, "event_at": at, "event": uuid.uuid4().hex}
        self._last = event | more
        return await self._posts("/v1/merchant/events")

    async def takes_it_back(self) -> dict[str, Any]:
        """What was reported last is not so."""
        return await self._posts("/v1/merchant/event-reversals")

    async def _posts(self, path: str) -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {self._key}", "Idempotency-Key": uuid.uuid4().hex}
        async with httpx2.AsyncClient(base_url=self._server.url) as client:
            answered = await client.post(path, json=self._last, headers=headers)
        assert answered.status_code == 200, answered.text
        found: dict[str, Any] = answered.json()
        return found


async def reporter(people: Crowd, server: Served, id_: str) -> Reporter:
    """With a fresh key for reporting."""
    fresh = fresh_merchant_key(test=True)
    body = IssueMerchantKey(merchant=id_, scopes=(Scope.TASK_EVENTS,), test=True)
    issued = await people.world.apply(ISSUE_MERCHANT_KEY, body, ids=(fresh.id, fresh.sha256))
    assert not is_refusal(issued.answer)
    return Reporter(people, server, id_, fresh.text)


async def moves_on(people: Crowd, server: Served, by: timedelta) -> None:
    """The programme's time goes on; returns once the server's process knows of it."""
    in_step(people)
    await move_clock(people.world.context, by)
    wanted = people.world.clock.offset // timedelta(milliseconds=1)
    async with httpx2.AsyncClient(base_url=server.url) as client, asyncio.timeout(FOLLOWED_S):
        while True:
            shell = (await client.get("/member")).text
            shown = re.search(r'data-offset-ms="(\d+)"', shell)
            if shown and abs(int(shown[1]) - wanted) < 1000:  # the two clocks are read apart
                return
            await asyncio.sleep(0.05)


class Subject:
    """As whom the programme's own backend knows the member: the subject of the access token."""

    def __init__(self, page: Page) -> None:
        self.id = ""
        page.on("request", self._note)

    def _note(self, request: Request) -> None:
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if scheme == "Bearer":
            claims = token.split(".")[1]
            self.id = str(json.loads(base64.urlsafe_b64decode(claims + "=="))["sub"])
