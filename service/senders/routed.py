"""A sender for each kind of contact."""

from collections.abc import Mapping
from typing import Protocol

from service.keys import Contact
from service.keys.contact import Channel
from service.language.languages import DEFAULT, Language
from service.senders.port import Notice, Notifier, RecipientRefused, Sender


class Both(Sender, Notifier, Protocol):
    """Sends codes and notices."""


class RoutedSender:
    """E-mail by one, telephones by another."""

    def __init__(self, routes: Mapping[Channel, Both]) -> None:
        self._routes = routes

    @property
    def channels(self) -> frozenset[Channel]:
        """Those that have a sender."""
        return frozenset(self._routes)

    async def send_code(
        self, contact: Contact, code: str, *, minutes: int, language: Language = DEFAULT
    ) -> None:
        """By the contact's own. RecipientRefused if nobody reaches this kind."""
        sender = self._of(contact)
        await sender.send_code(contact, code, minutes=minutes, language=language)

    async def send_notice(self, contact: Contact, notice: Notice) -> None:
        """The same."""
        await self._of(contact).send_notice(contact, notice)

    def _of(self, contact: Contact) -> Both:
        sender = self._routes.get(contact.channel)
        if sender is None:
            raise RecipientRefused("nobody reaches contacts of this kind")
        return sender
