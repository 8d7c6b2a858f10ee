"""The mailbox sender: for demos and scripts. Each contact's last code is a file of its own."""

import asyncio
import re
from pathlib import Path

from service.keys import Contact
from service.language.languages import DEFAULT, Language
from service.senders.port import EVERYWHERE, SendError

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
        if PLAIN.fullmatch(contact.text) is None or contact.text.startswith("."):
            raise SendError(f"{contact.text!r} cannot name a file in the mailbox")
        await asyncio.to_thread(self._write, contact.text, code)
        print(f"code for {contact.text}: {code} (works for {minutes} minutes)", flush=True)

    def _write(self, name: str, code: str) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path = self._folder / name
        path.touch(mode=0o600)
        path.write_text(code)
