"""The SMTP sender: codes and notices by e-mail, over TLS, to one server.

Nothing is kept between two messages: they are rare, and a connection that has been idle is the one
that fails. The member's address is in the envelope and in `To`, and in no log and no error.
"""

import asyncio
import re
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import formatdate, make_msgid

import aiosmtplib

from service.keys import Contact
from service.keys.contact import Channel
from service.language.languages import DEFAULT, Language
from service.senders.addresses import SmtpServer
from service.senders.port import Notice, RecipientRefused, SendError
from service.senders.words import code_words

# Letters of any script, and of ASCII what needs no quotes (RFC 5322 atoms, RFC 6531).
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\U0010ffff-]+"
_LABEL = r"[A-Za-z0-9\u0080-\U0010ffff-]+"
_ONE = re.compile(rf"{_ATOM}(\.{_ATOM})*@{_LABEL}(\.{_LABEL})+")


class SmtpSender:
    """Sends each code and each notice as an e-mail of its own."""

    channels = frozenset({Channel.EMAIL})

    def __init__(
        self,
        server: SmtpServer,
        *,
        sender: str,
        timeout_s: float,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        """`sender` is the address mail comes from; `trust` is for servers with an own authority."""
        self._server = server
        self._sender = sender
        self._domain = sender.rpartition("@")[2]
        self._timeout_s = timeout_s
        self._trust = None if server.plain else trust or ssl.create_default_context()

    async def send_code(
        self, contact: Contact, code: str, *, minutes: int, language: Language = DEFAULT
    ) -> None:
        """Hands the mail over. RecipientRefused if it is this address that is not taken."""
        words = code_words(code, minutes, language)
        await self._send(self._message(contact, words.subject, words.body, language), contact)

    async def send_notice(self, contact: Contact, notice: Notice) -> None:
        """The same. The `Message-ID` is the notice's, so that a mailbox can drop a repetition."""
        message = self._message(contact, notice.title, notice.body, notice.language)
        del message["Message-ID"]
        message["Message-ID"] = f"<{notice.id}@{self._domain}>"
        await self._send(message, contact)

    async def _send(self, message: EmailMessage, contact: Contact) -> None:
        try:
            async with asyncio.timeout(self._timeout_s):
                await self._hand_over(message, contact)
        except (aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPNotSupported) as error:
            if _is_about_recipient(error, contact):
                raise RecipientRefused("the mail server does not take this address") from None
            raise SendError("the mail server does not let us send") from None
        except TimeoutError:
            raise SendError(f"no mail server within {self._timeout_s} s") from None
        except (aiosmtplib.SMTPException, OSError) as error:
            # Its text may repeat the address; the kind of error is enough to find the cause.
            raise SendError(f"the mail server failed: {type(error).__name__}") from None

    async def _hand_over(self, message: EmailMessage, contact: Contact) -> None:
        server = self._server
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.port,
            timeout=self._timeout_s,
            use_tls=server.implicit,
            start_tls=not server.implicit and not server.plain,
            tls_context=self._trust,
            username=server.username,
            password=server.password,
        )
        async with client:
            await client.send_message(message, sender=self._sender, recipients=[contact.text])

    def _message(
        self, contact: Contact, subject: str, body: str, language: Language
    ) -> EmailMessage:
        message = EmailMessage(policy=SMTP if contact.text.isascii() else SMTPUTF8)
        message["From"] = self._sender
        message["To"] = _address(contact.text)
        message["Subject"] = subject
        message["Date"] = formatdate(usegmt=True)
        message["Message-ID"] = make_msgid(domain=self._domain)
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(body)
        message["Content-Language"] = language.value
        return message


def _address(text: str) -> Address:
    """One address and no more: what has a comma or a bracket in it could be read as two."""
    if _ONE.fullmatch(text) is None:
        raise RecipientRefused("this is no address that mail can be sent to")
    username, _, domain = text.rpartition("@")
    return Address(username=username, domain=domain)


def _is_about_recipient(error: Exception, contact: Contact) -> bool:
    """Whether it is this address that is not taken, for good: not so for codes that begin with 4
    and those for missing rights. A server without SMTPUTF8 does not take letters beyond ASCII."""
    if not isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return not contact.text.isascii()
    codes = {each.code for each in error.recipients}
    return all(code // 100 == 5 and code not in (530, 535, 538) for code in codes)
