"""The mailbox sender: for demos and scripts. Each contact's last code is a file of its own, and so
are its notices; `pushed` has what was pushed to any device. A notice is a line of JSON."""

import asyncio
import re
from pathlib import Path

import msgspec

from service.keys import Contact
from service.language.languages import DEFAULT, Language
from service.senders.port import EVERYWHERE, Notice, SendError

PLAIN = re.compile(r"[A-Za-z0-9@+._-]{1,200}")


class MailboxSender:
    """Writes the code for `alice@example.com` into the file of that name in a folder."""

    channels = EVERYWHERE

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def send_code(
        self,
        contact: Contact,
        code: str,
        *,
        minutes: int,
        language: Language = DEFAULT,  # noqa: ARG002 - its reader is who runs the program
    ) -> None:
        """Overwrites the last code. A contact that makes no plain file name is refused."""
        name = _plain(contact)
        await asyncio.to_thread(self._write, name, code)
        print(f"code for {contact.text}: {code} (works for {minutes} minutes)", flush=True)

    async def send_notice(self, contact: Contact, notice: Notice) -> None:
        """One more line in `<contact>.notices`."""
        await asyncio.to_thread(self._append, f"{_plain(contact)}.notices", notice)

    async def push(
        self,
        provider: str,  # noqa: ARG002 - all devices are this folder
        target: str,  # noqa: ARG002 - what opens a device is not for a file
        notice: Notice,
    ) -> None:
        """One more line in `pushed`."""
        await asyncio.to_thread(self._append, "pushed", notice)

    def _write(self, name: str, code: str) -> None:
        self._file(name).write_text(code)

    def _append(self, name: str, notice: Notice) -> None:
        with self._file(name).open("ab") as file:
            file.write(msgspec.json.encode(notice) + b"\n")

    def _file(self, name: str) -> Path:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / name
        path.touch(mode=0o600)
        return path


def _plain(contact: Contact) -> str:
    if PLAIN.fullmatch(contact.text) is None or contact.text.startswith("."):
        raise SendError(f"{contact.text!r} cannot name a file in the mailbox")
    return contact.text
