"""What every sender can do."""

from typing import Protocol

from service.keys import Contact
from service.keys.contact import Channel
from service.language.languages import DEFAULT, Language

EVERYWHERE = frozenset(Channel)
"""Of senders that reach every kind of contact."""


class Sender(Protocol):
    """Delivers one-time codes."""

    @property
    def channels(self) -> frozenset[Channel]:
        """Which kinds of contact can be reached at all. A contact of another is not sent."""

    async def send_code(
        self, contact: Contact, code: str, *, minutes: int, language: Language = DEFAULT
    ) -> None:
        """Hands the code over for delivery; `minutes` is how long it works.

        It takes no longer than the sender's timeout. SendError if the message was not taken.
        """


class SendError(Exception):
    """The message was not taken; trying again later may help. The text names no contact."""


class RecipientRefused(SendError):
    """It was not taken because of who it is for: nobody else's message is in danger."""
