"""What every sender can do."""

from typing import Protocol

import msgspec

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


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A message in words. `id` names it at one place, the same however often it is sent there, and
    says nothing about whose it is. `text` is one sentence; `body` is that and what an e-mail adds.
    """

    id: str
    kind: str
    title: str
    text: str
    body: str
    language: Language


class Notifier(Protocol):
    """Delivers notices by e-mail."""

    @property
    def channels(self) -> frozenset[Channel]:
        """As a sender's."""

    async def send_notice(self, contact: Contact, notice: Notice) -> None:
        """Hands the notice over for delivery, in no more than the sender's timeout.

        RecipientRefused: this one will never be taken. SendError: not taken now.
        """


class Pusher(Protocol):
    """Delivers notices to devices."""

    async def push(self, provider: str, target: str, notice: Notice) -> None:
        """The same for one device. TargetGone: there is none any more."""


class SendError(Exception):
    """The message was not taken; trying again later may help. The text names no contact."""


class RecipientRefused(SendError):
    """It was not taken because of who it is for: nobody else's message is in danger."""


class TargetGone(SendError):
    """There is nobody there any more, and never will be."""
