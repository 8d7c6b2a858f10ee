"""Notices by the senders of codes: e-mail, a gateway, a terminal, a folder."""

import email
import email.policy
import json
from io import StringIO
from pathlib import Path

import pytest

from service.keys.contact import Channel
from service.senders.addresses import Gateway, SmtpServer
from service.senders.console import ConsoleSender
from service.senders.gateway import GatewaySender
from service.senders.mailbox import MailboxSender
from service.senders.port import RecipientRefused, SendError
from service.senders.routed import RoutedSender
from service.senders.smtp import SmtpSender
from tests.senders.gateway import Receiver, receiving
from tests.senders.mail import Taken, mail_server
from tests.senders.test_gateway import SECRET, contact
from tests.senders.test_push import NOTICE

ALICE = contact("alice@example.org")


def by_mail(port: int) -> SmtpSender:
    server = SmtpServer(host="127.0.0.1", port=port, plain=True)
    return SmtpSender(server, sender="no-reply@seedbank.example", timeout_s=5)


async def test_an_e_mail_has_the_notices_own_id_however_often_it_is_sent() -> None:
    taken = Taken()
    async with mail_server(taken) as port:
        for _ in range(2):
            await by_mail(port).send_notice(ALICE, NOTICE)
    parsed = [
        email.message_from_bytes(each.content or b"", policy=email.policy.default)
        for each in taken.mail
    ]
    assert {each["Message-ID"] for each in parsed} == {f"<{NOTICE.id}@seedbank.example>"}
    assert parsed[0]["Subject"] == NOTICE.title
    assert parsed[0]["Auto-Submitted"] == "auto-generated"
    assert parsed[0].get_content().strip() == NOTICE.body


@pytest.mark.parametrize(
    ("said", "error"),
    [("550 no such user", RecipientRefused), ("451 come back later", SendError)],
)
async def test_an_address_that_is_not_taken_is_told_from_a_bad_day(
    said: str, error: type[SendError]
) -> None:
    async with mail_server(Taken(refuse=said)) as port:
        with pytest.raises(SendError) as caught:
            await by_mail(port).send_notice(ALICE, NOTICE)
    assert type(caught.value) is error
    assert "alice" not in repr(caught.value)


async def test_a_gateway_gets_all_that_it_may_want() -> None:
    receiver = Receiver()
    async with receiving(receiver) as url:
        sender = GatewaySender(Gateway(url=url, secret=SECRET), timeout_s=5)
        await sender.send_notice(ALICE, NOTICE)
    assert receiver.received[0].headers["idempotency-key"] == NOTICE.id
    assert receiver.received[0].json == {
        "to": "alice@example.org",
        "channel": "email",
        "subject": NOTICE.title,
        "text": NOTICE.body,
        "kind": "prize_won",
        "language": "en",
    }


async def test_each_kind_of_contact_has_its_own() -> None:
    taken = Taken()
    async with mail_server(taken) as port:
        routed = RoutedSender({Channel.EMAIL: by_mail(port)})
        await routed.send_notice(ALICE, NOTICE)
        with pytest.raises(RecipientRefused):
            await routed.send_notice(contact(), NOTICE)
    assert len(taken.mail) == 1


async def test_a_terminal_shows_notices_and_no_token() -> None:
    stream = StringIO()
    sender = ConsoleSender(stream)
    await sender.send_notice(ALICE, NOTICE)
    await sender.push("gateway", "canary-token", NOTICE)
    first, second = stream.getvalue().splitlines()
    assert first.startswith("notice for alice@example.org: You have won seeds")
    assert second.startswith("push by gateway: You have won seeds")
    assert "canary" not in stream.getvalue()


async def test_a_folder_keeps_them_line_by_line_for_the_owner_alone(tmp_path: Path) -> None:
    mailbox = MailboxSender(tmp_path)
    for _ in range(2):
        await mailbox.send_notice(ALICE, NOTICE)
        await mailbox.push("gateway", "canary-token", NOTICE)
    for name in ("alice@example.org.notices", "pushed"):
        file = tmp_path / name
        assert [json.loads(line)["id"] for line in file.read_text().splitlines()] == [NOTICE.id] * 2
        assert file.stat().st_mode & 0o777 == 0o600
        assert "canary" not in file.read_text()
