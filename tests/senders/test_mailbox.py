"""Codes as files; see service/senders/mailbox.py."""

import os
from pathlib import Path

import pytest

from service.keys import Contact, read_contact
from service.senders.mailbox import MailboxSender
from service.senders.port import SendError


def contact(text: str) -> Contact:
    found = read_contact(text)
    assert isinstance(found, Contact)
    return found


async def test_the_last_code_is_a_file_for_the_owner_alone(tmp_path: Path) -> None:
    mailbox = MailboxSender(tmp_path / "mail")
    for code in ("111111", "222222"):
        await mailbox.send_code(contact("alice@example.com"), code, minutes=5)
    file = tmp_path / "mail" / "alice@example.com"
    assert file.read_text() == "222222"
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("text", ["../../etc@example.com", "..@example.com", "a/b@example.com"])
async def test_a_contact_cannot_leave_the_folder(tmp_path: Path, text: str) -> None:
    mailbox = MailboxSender(tmp_path / "mail")
    hostile = Contact(channel="email", text=text)
    with pytest.raises(SendError):
        await mailbox.send_code(hostile, "111111", minutes=5)
    assert os.listdir(tmp_path) == []
