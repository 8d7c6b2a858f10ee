"""Codes by e-mail, against a real SMTP server; see service/senders/smtp.py."""

import asyncio
import ssl
import time
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from service.keys import Contact, read_contact
from service.keys.contact import Channel
from service.language.languages import Language
from service.senders.addresses import SmtpServer
from service.senders.port import RecipientRefused, SendError
from service.senders.smtp import SmtpSender
from tests.senders.certificates import server_context, trusting
from tests.senders.mail import Taken, mail_server, speaking
from tests.serving import free_port

FROM = "codes@seedbank.example"
ALICE = "alice@example.org"


def contact(text: str = ALICE) -> Contact:
    found = read_contact(text)
    assert isinstance(found, Contact)
    return found


def plain(port: int, timeout_s: float = 5) -> SmtpSender:
    server = SmtpServer(host="127.0.0.1", port=port, plain=True)
    return SmtpSender(server, sender=FROM, timeout_s=timeout_s)


def mail(taken: Taken) -> EmailMessage:
    (envelope,) = taken.mail
    assert isinstance(envelope.content, bytes)
    message = message_from_bytes(envelope.content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


async def test_a_code_arrives_with_its_words() -> None:
    taken = Taken()
    async with mail_server(taken) as port:
        await plain(port).send_code(contact(), "123456", minutes=5)
    assert (taken.mail[0].mail_from, taken.mail[0].rcpt_tos) == (FROM, [ALICE])
    found = mail(taken)
    assert (found["From"], found["To"], found["Content-Language"]) == (FROM, ALICE, "en")
    assert found["Subject"] == "123456 is your Seedbank code"
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["Message-ID"].endswith("@seedbank.example>")
    assert "123456" in found.get_content()
    assert "5 minutes" in found.get_content()
    others = [value for name, value in found.items() if name != "To"]
    assert not [value for value in [*others, found.get_content()] if "alice" in value]


async def test_the_words_are_in_the_language_that_was_asked_for() -> None:
    taken = Taken()
    async with mail_server(taken) as port:
        sender = plain(port)
        await sender.send_code(contact(), "123456", minutes=5, language=Language.ZH_CN)
    assert mail(taken)["Content-Language"] == "zh-CN"
    assert "验证码" in mail(taken)["Subject"]
    assert "123456" in mail(taken).get_content()


@pytest.mark.parametrize("implicit", [True, False])
async def test_a_password_goes_over_tls(tmp_path: Path, implicit: bool) -> None:
    taken, tls = Taken(), server_context(tmp_path)
    how = {"implicit": tls} if implicit else {"starttls": tls}
    async with mail_server(taken, **how, login=True) as port:
        server = SmtpServer(
            host="127.0.0.1",
            port=port,
            implicit=implicit,
            username="seedbank",
            password="hunter2/?",
        )
        sender = SmtpSender(server, sender=FROM, timeout_s=5, trust=trusting(tmp_path))
        await sender.send_code(contact(), "123456", minutes=5)
    assert len(taken.mail) == 1


async def test_a_wrong_password_is_an_error_that_does_not_hold_it(tmp_path: Path) -> None:
    taken = Taken()
    async with mail_server(taken, starttls=server_context(tmp_path), login=True) as port:
        server = SmtpServer(host="127.0.0.1", port=port, username="seedbank", password="wrong1")
        sender = SmtpSender(server, sender=FROM, timeout_s=5, trust=trusting(tmp_path))
        with pytest.raises(SendError) as caught:
            await sender.send_code(contact(), "123456", minutes=5)
    assert not taken.mail
    assert "wrong1" not in f"{caught.value!r} {server!r}"


@pytest.mark.parametrize("implicit", [True, False])
async def test_a_certificate_that_nobody_vouches_for_ends_it(
    tmp_path: Path, implicit: bool
) -> None:
    taken, tls = Taken(), server_context(tmp_path)
    how = {"implicit": tls} if implicit else {"starttls": tls}
    async with mail_server(taken, **how) as port:
        server = SmtpServer(host="127.0.0.1", port=port, implicit=implicit)
        sender = SmtpSender(server, sender=FROM, timeout_s=5)
        with pytest.raises(SendError):
            await sender.send_code(contact(), "123456", minutes=5)
    assert not taken.mail


async def test_a_server_without_starttls_gets_nothing() -> None:
    """Whoever sits between us and the server could have taken the offer away."""
    taken = Taken()
    async with mail_server(taken) as port:
        server = SmtpServer(host="127.0.0.1", port=port)
        sender = SmtpSender(server, sender=FROM, timeout_s=5, trust=ssl.create_default_context())
        with pytest.raises(SendError) as caught:
            await sender.send_code(contact(), "123456", minutes=5)
    assert not isinstance(caught.value, RecipientRefused)
    assert not taken.mail


async def test_a_refused_recipient_is_told_from_a_server_that_fails() -> None:
    for answer, kind in (
        ("550 5.1.1 no such user", RecipientRefused),
        ("553 5.1.3 bad address", RecipientRefused),
        ("450 4.2.0 greylisted", SendError),
        ("452 4.5.3 too many", SendError),
        ("530 5.7.0 authentication required", SendError),
    ):
        taken = Taken(refuse=answer)
        async with mail_server(taken) as port:
            with pytest.raises(SendError) as caught:
                await plain(port).send_code(contact(), "123456", minutes=5)
        assert type(caught.value) is kind, answer
        assert "alice" not in repr(caught.value)
        assert caught.value.__cause__ is None


async def test_nobody_listens() -> None:
    with pytest.raises(SendError):
        await plain(free_port()).send_code(contact(), "123456", minutes=5)


@pytest.mark.parametrize("lines", [(), (b"220 hello\r\n",), (b"2",)])
async def test_a_server_that_hangs_takes_no_longer_than_the_timeout(
    lines: tuple[bytes, ...],
) -> None:
    async with speaking(*lines) as port:
        began = time.monotonic()
        with pytest.raises(SendError):
            await plain(port, timeout_s=0.3).send_code(contact(), "123456", minutes=5)
        assert time.monotonic() - began < 1.5


@pytest.mark.parametrize(
    "said", [b"421 go away\r\n", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\0\xff\r\n"]
)
async def test_a_server_that_is_none(said: bytes) -> None:
    async with speaking(said) as port:
        with pytest.raises(SendError):
            await plain(port, timeout_s=2).send_code(contact(), "123456", minutes=5)


@pytest.mark.parametrize(
    "text",
    [
        "alice,bob@example.org",
        "alice@example.org,evil.org",
        "<alice@example.org>",
        "alice@example.org>",
        "a(b)c@example.org",
        "alice@example.org;rcpt",
        '"@example.org',
    ],
)
async def test_what_could_be_read_as_two_addresses_goes_to_nobody(text: str) -> None:
    taken = Taken()
    hostile = Contact(channel=Channel.EMAIL, text=text)
    async with mail_server(taken) as port:
        with pytest.raises(RecipientRefused):
            await plain(port).send_code(hostile, "123456", minutes=5)
    assert not taken.mail


async def test_an_address_in_other_letters_arrives() -> None:
    taken = Taken()
    async with mail_server(taken) as port:
        await plain(port).send_code(contact("用户@example.org"), "123456", minutes=5)
    assert taken.mail[0].rcpt_tos == ["用户@example.org"]


async def test_ten_at_once_arrive_each_with_its_own() -> None:
    taken = Taken()
    async with mail_server(taken) as port:
        sender = plain(port)
        await asyncio.gather(
            *(
                sender.send_code(contact(f"m{n}@example.org"), f"{n:06}", minutes=5)
                for n in range(10)
            )
        )
    for envelope in taken.mail:
        assert isinstance(envelope.content, bytes)
        number = int(envelope.rcpt_tos[0][1:].partition("@")[0])
        assert f"{number:06}".encode() in envelope.content
