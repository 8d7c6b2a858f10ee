"""The HTTP gateway: codes as text messages or e-mails, through somebody's service or adapter.

One POST of JSON for each code; what it has to answer is in `send_code`. The idempotency key is the
same when a POST is repeated, so a gateway that knows it sends one message and not two.
"""

import asyncio
import base64
import hashlib
import hmac
import ssl
import time
import uuid

import httpx2
import msgspec

from service.keys import Contact
from service.language.languages import DEFAULT, Language
from service.senders.addresses import Gateway
from service.senders.port import EVERYWHERE, RecipientRefused, SendError
from service.senders.words import code_words

TRIES = 2
AGAIN = {502, 503, 504}
NOT_THIS_ONE = 422


class GatewayMessage(msgspec.Struct, frozen=True, kw_only=True):
    """The body. `text` can be sent as it is; a gateway with templates of its own uses the rest."""

    to: str
    channel: str
    text: str
    subject: str
    code: str
    minutes: int
    language: str


class GatewaySender:
    """Posts each code to one address."""

    channels = EVERYWHERE

    def __init__(
        self, gateway: Gateway, *, timeout_s: float, trust: ssl.SSLContext | None = None
    ) -> None:
        """`trust` is for gateways with an own authority."""
        self._gateway = gateway
        self._timeout_s = timeout_s
        self._trust = trust or ssl.create_default_context()

    async def send_code(
        self, contact: Contact, code: str, *, minutes: int, language: Language = DEFAULT
    ) -> None:
        """2xx: taken. 422: this recipient cannot be reached, RecipientRefused. All else, redirects
        too, is a SendError; 502 to 504 and broken connections are tried once more, in time."""
        words = code_words(code, minutes, language)
        message = GatewayMessage(
            to=contact.text,
            channel=contact.channel.value,
            text=words.line,
            subject=words.subject,
            code=code,
            minutes=minutes,
            language=language.value,
        )
        try:
            async with asyncio.timeout(self._timeout_s):
                status = await self._post(msgspec.json.encode(message))
        except TimeoutError:
            raise SendError(f"no answer of the gateway within {self._timeout_s} s") from None
        if status == NOT_THIS_ONE:
            raise RecipientRefused("the gateway does not reach this recipient")
        if not 200 <= status < 300:
            raise SendError(f"the gateway answered {status}")

    async def _post(self, body: bytes) -> int:
        """The status of the last answer. Nothing of its body is read: nobody bounds its length."""
        headers = self._headers(body)
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

    def _headers(self, body: bytes) -> dict[str, str]:
        id_ = uuid.uuid4().hex
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
