"""Somebody who knows only the API: a member's phone, and the keys of merchants and a display."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import httpx2

PATIENCE_S = 5.0
POLL_S = 0.05


class Wrong(Exception):
    """An answer was not what it must be; the text says which and how."""


class Visitor:
    """Calls one server. `keys` are bearer tokens by caller: kiosk, bikes, display."""

    def __init__(
        self, http: httpx2.AsyncClient, keys: Mapping[str, str], read_code: Callable[[str], str]
    ) -> None:
        self._http = http
        self._bearers = dict(keys)
        self._read_code = read_code

    async def sign_in(self, name: str) -> str:
        """A new member's phone; from now on the caller `name`."""
        contact = f"{name.lower()}-{uuid4().hex[:8]}@example.com"
        await self._call("POST", "/v1/sign-in/codes", None, {"contact": contact})
        body = {"contact": contact, "code": self._read_code(contact), "device": "journey"}
        tokens = await self._call("POST", "/v1/sign-in/tokens", None, body)
        self._bearers[name] = tokens["access_token"]
        return contact

    async def get(self, path: str, caller: str) -> Any:
        """The JSON at a path. Raises Wrong for every status but success."""
        return await self._call("GET", path, caller, None)

    async def post(self, path: str, body: Mapping[str, Any], caller: str) -> Any:
        """The answer to a request with a key of its own. Raises Wrong like `get`."""
        return await self._call("POST", path, caller, body)

    async def refused(self, path: str, body: Mapping[str, Any], caller: str) -> str:
        """The code of the problem that a request meets. Raises Wrong if it meets none."""
        answer = await self._send("POST", path, caller, body)
        if answer.is_success:
            raise Wrong(f"POST {path} was to be refused, and answered {answer.status_code}")
        return str(answer.json()["code"])

    async def until(self, path: str, enough: Callable[[Any], bool], caller: str) -> Any:
        """Asks again until the answer is as it should be; what follows by stream takes a moment."""
        async with asyncio.timeout(PATIENCE_S):
            while not enough(answer := await self.get(path, caller)):
                await asyncio.sleep(POLL_S)
        return answer

    async def _call(
        self, method: str, path: str, caller: str | None, body: Mapping[str, Any] | None
    ) -> Any:
        answer = await self._send(method, path, caller, body)
        if not answer.is_success:
            raise Wrong(f"{method} {path} answered {answer.status_code}: {answer.text}")
        return answer.json()

    async def _send(
        self, method: str, path: str, caller: str | None, body: Mapping[str, Any] | None
    ) -> httpx2.Response:
        headers = {} if caller is None else {"Authorization": f"Bearer {self._bearers[caller]}"}
        if method == "POST" and caller is not None:
            headers["Idempotency-Key"] = uuid4().hex
        return await self._http.request(method, path, json=body, headers=headers)
