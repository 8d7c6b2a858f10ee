"""The console sender: for development, where the reader of the terminal is the member."""

import sys
from typing import TextIO

from service.keys import Contact
from service.language.languages import DEFAULT, Language
from service.senders.port import EVERYWHERE, Notice


class ConsoleSender:
    """Writes each code and each notice to a stream, stderr unless another is given."""

    channels = EVERYWHERE

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream

    async def send_code(
        self,
        contact: Contact,
        code: str,
        *,
        minutes: int,
        language: Language = DEFAULT,  # noqa: ARG002 - its reader is who runs the program
    ) -> None:
        """One line, at once."""
        self._say(f"code for {contact.text}: {code} (works for {minutes} minutes)")

    async def send_notice(self, contact: Contact, notice: Notice) -> None:
        """One line, at once."""
        self._say(f"notice for {contact.text}: {notice.title}. {notice.text}")

    async def push(
        self,
        provider: str,
        target: str,  # noqa: ARG002 - what opens a device is not for a terminal
        notice: Notice,
    ) -> None:
        """The same; all devices are this terminal."""
        self._say(f"push by {provider}: {notice.title}. {notice.text}")

    def _say(self, line: str) -> None:
        print(line, file=self._stream or sys.stderr, flush=True)
