"""Pushes, through somebody's gateway to the push services of phones and browsers.

One POST of JSON for each, signed with our secret (the scheme of Standard Webhooks). What it has to
answer is in `push`. The gateway holds the keys for the services; it is asked with what the device
has told us, which is a token or a subscription.
"""

import ssl

import msgspec

from service.senders.addresses import Gateway
from service.senders.port import Notice, RecipientRefused, SendError, TargetGone
from service.senders.poster import Poster

GONE = {404, 410}
# About us, or about this moment, and not about the message: they are worth another try.
NOT_ABOUT_IT = {401, 403, 407, 408, 421, 425, 429}


class Push(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The body. `id` is the same however often a message is pushed to a device, so that the device
    can show it once. It names no member, and says nothing that a locked screen may not show."""

    id: str
    provider: str
    kind: str
    title: str
    text: str
    language: str
    token: str | None = None
    subscription: msgspec.Raw | None = None


class PushGateway:
    """Posts each push to one address."""

    def __init__(
        self, gateway: Gateway, *, timeout_s: float, trust: ssl.SSLContext | None = None
    ) -> None:
        """`trust` is for gateways with an own authority."""
        self._poster = Poster(gateway, timeout_s=timeout_s, trust=trust)

    async def push(self, provider: str, target: str, notice: Notice) -> None:
        """2xx: taken. 404 or 410: there is no such device any more, TargetGone. 5xx, what is about
        us (401, 403) or about the moment (408, 429), and silence: SendError, try again. Every
        other 4xx: not this message, RecipientRefused. Redirects are a SendError."""
        browser = provider == "webpush"
        body = Push(
            id=notice.id,
            provider=provider,
            kind=notice.kind,
            title=notice.title,
            text=notice.text,
            language=notice.language.value,
            token=None if browser else target,
            subscription=msgspec.Raw(target.encode()) if browser else None,
        )
        _judge(await self._poster.post(msgspec.json.encode(body), notice.id))


def _judge(status: int) -> None:
    if status in GONE:
        raise TargetGone("the gateway knows no such device any more")
    if 400 <= status < 500 and status not in NOT_ABOUT_IT:
        raise RecipientRefused(f"the gateway does not push this: {status}")
    if not 200 <= status < 300:
        raise SendError(f"the gateway answered {status}")
