"""One POST of JSON to somebody's service, and the status it answers with.

It proves that it is us by the secret itself, or by a signature made with it (the scheme of Standard
Webhooks). The idempotency key is the same when a POST is repeated, so a service that knows it acts
once and not twice.
"""

import asyncio
import base64
import hashlib
import hmac
import ssl
import time

import httpx2

from service.senders.addresses import Gateway
from service.senders.port import SendError

TRIES = 2
AGAIN = {502, 503, 504}


class Poster:
    """Posts to one address."""

    def __init__(
        self, gateway: Gateway, *, timeout_s: float, trust: ssl.SSLContext | None = None
    ) -> None:
        """`trust` is for services with an own authority."""
        self._gateway = gateway
        self._timeout_s = timeout_s
        self._trust = trust or ssl.create_default_context()

    async def post(self, body: bytes, id_: str) -> int:
        """The status; redirects are not followed. 502 to 504 and broken connections are tried once
        more, in time. SendError if there is no answer."""
        try:
            async with asyncio.timeout(self._timeout_s):
                return await self._post(body, id_)
        except TimeoutError:
            raise SendError(f"no answer of the gateway within {self._timeout_s} s") from None

    async def _post(self, body: bytes, id_: str) -> int:
        """The status of the last answer. Nothing of its body is read: nobody bounds its length."""
        headers = self._headers(body, id_)
        async with httpx2.AsyncClient(
            verify=self._trust, trust_env=False, follow_redirects=False, timeout=self._timeout_s
        ) as client:
            for last in (False,) * (TRIES - 1) + (True,):
                try:
                    url = self._gateway.url
                    async with client.stream("POST", url, content=body, headers=headers) as answer:
                        if last or answer.status_code not in AGAIN:
                            return answer.status_code
                except httpx2.HTTPError as error:
                    if last or not isinstance(error, httpx2.NetworkError):
                        # Its text may hold the address with its query.
                        name = type(error).__name__
                        raise SendError(f"the gateway cannot be reached: {name}") from None
        raise AssertionError("the last try returns or raises")

    def _headers(self, body: bytes, id_: str) -> dict[str, str]:
        headers = {"Content-Type": "application/json", "Idempotency-Key": id_}
        if self._gateway.auth == "bearer":
            return headers | {"Authorization": f"Bearer {self._gateway.secret}"}
        at = str(int(time.time()))
        mark = hmac.digest(
            self._gateway.secret.encode(), f"{id_}.{at}.".encode() + body, hashlib.sha256
        )
        signature = f"v1,{base64.b64encode(mark).decode()}"
        return headers | {
            "webhook-id": id_,
            "webhook-timestamp": at,
            "webhook-signature": signature,
        }
