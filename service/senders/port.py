"""What every sender can do."""

from typing import Protocol

from service.keys import Contact


class Sender(Protocol):
    """Delivers one-time codes."""

    async def send_code(self, contact: Contact, code: str, *, minutes: int) -> None:
        """Hands the code over for delivery; `minutes` is how long it works. SendError if not."""


class SendError(Exception):
    """The message was not taken; trying again later may help."""
