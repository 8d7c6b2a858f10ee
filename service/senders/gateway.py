"""The HTTP gateway: codes and notices as text messages or e-mails, through somebody's service.

One POST of JSON for each; what it has to answer is in `send_code`.
"""

import ssl
import uuid

import msgspec

from service.keys import Contact
from service.language.languages import DEFAULT, Language
from service.senders.addresses import Gateway
from service.senders.port import EVERYWHERE, Notice, RecipientRefused, SendError
from service.senders.poster import Poster
from service.senders.words import code_words

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


class GatewayNotice(msgspec.Struct, frozen=True, kw_only=True):
    """The same for a notice, which has a kind in place of a code."""

    to: str
    channel: str
    text: str
    subject: str
    kind: str
    language: str


class GatewaySender:
    """Posts each code and each notice to one address."""

    channels = EVERYWHERE

    def __init__(
        self, gateway: Gateway, *, timeout_s: float, trust: ssl.SSLContext | None = None
    ) -> None:
        """`trust` is for gateways with an own authority."""
        self._poster = Poster(gateway, timeout_s=timeout_s, trust=trust)

    async def send_code(
        self, contact: Contact, code: str, *, minutes: int, language: Language = DEFAULT
    ) -> None:
        """2xx: taken. 422: this recipient cannot be reached, RecipientRefused. All else, redirects
        too, is a SendError."""
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
        _judge(await self._poster.post(msgspec.json.encode(message), uuid.uuid4().hex))

    async def send_notice(self, contact: Contact, notice: Notice) -> None:
        """Answered as a code is; the idempotency key is the notice's, however often it is sent."""
        message = GatewayNotice(
            to=contact.text,
            channel=contact.channel.value,
            text=notice.body,
            subject=notice.title,
            kind=notice.kind,
            language=notice.language.value,
        )
        _judge(await self._poster.post(msgspec.json.encode(message), notice.id))


def _judge(status: int) -> None:
    if status == NOT_THIS_ONE:
        raise RecipientRefused("the gateway does not reach this recipient")
    if not 200 <= status < 300:
        raise SendError(f"the gateway answered {status}")
