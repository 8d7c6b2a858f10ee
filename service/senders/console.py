"""The console sender: for development, where the reader of the terminal is the member."""

import sys
from typing import TextIO

from service.keys import Contact
from service.language.languages import DEFAULT, Language
from service.senders.port import EVERYWHERE


class ConsoleSender:
    """Writes each code to a stream, stderr unless another is given."""

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
        line = f"code for {contact.text}: {code} (works for {minutes} minutes)"
        print(line, file=self._stream or sys.stderr, flush=True)
