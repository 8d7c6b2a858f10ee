"""The post of one process: what it can send, and what became of it."""

import hashlib

import structlog

from service.keys import Contact, read_contact
from service.keys.seals import Seals
from service.language.notices import email_body, notice_words
from service.members.deliver import Answer
from service.members.message import Message
from service.members.reach import Place
from service.metrics.notices import notice_tried
from service.senders.port import (
    Notice,
    Notifier,
    Pusher,
    RecipientRefused,
    SendError,
    TargetGone,
)

LOG = structlog.get_logger()


class Post:
    """Sends messages by e-mail and by push, or by none of them."""

    def __init__(self, seals: Seals | None, notifier: Notifier | None, pusher: Pusher | None):
        """Without seals nothing can be opened, so nothing is sent."""
        self._seals, self._notifier, self._pusher = seals, notifier, pusher

    def serves(self, place: Place) -> bool:
        """Whether there is anybody here who sends to such a place."""
        sender = self._notifier if place.provider is None else self._pusher
        return self._seals is not None and sender is not None

    async def deliver(self, message: Message, place: Place) -> Answer:
        """Hands one message over for one place. Never raises what a sender does."""
        answer = await self._tried(message, place)
        notice_tried("email" if place.provider is None else "push", answer.value)
        return answer

    async def _tried(self, message: Message, place: Place) -> Answer:
        seals = self._seals
        target = seals and seals.open(place.sealed, account=message.account, place=place.name)
        if not target:
            # Of another secret. It is not forgotten: the secret may be what is wrong.
            LOG.warning("a place for notices cannot be opened with this secret")
            return Answer.REFUSED
        try:
            await self._hand_over(message, place, target)
        except TargetGone:
            return Answer.GONE
        except RecipientRefused as error:
            LOG.info("a notice was refused", why=str(error))
            return Answer.REFUSED
        except SendError as error:
            LOG.warning("a notice was not taken", why=str(error))
            return Answer.LATER
        except Exception as error:
            # A sender's defect must not end the run of everybody else's messages.
            LOG.error("a sender failed", why=type(error).__name__)
            return Answer.LATER
        return Answer.TAKEN

    async def _hand_over(self, message: Message, place: Place, target: str) -> None:
        notice = notice_of(message, place)
        if place.provider is not None:
            assert self._pusher is not None  # or it would not be served
            await self._pusher.push(place.provider.value, target, notice)
            return
        contact = read_contact(target)
        if not isinstance(contact, Contact):
            raise RecipientRefused("this is no address any more")
        assert self._notifier is not None  # or it would not be served
        await self._notifier.send_notice(contact, notice)


def notice_of(message: Message, place: Place) -> Notice:
    """The message in the words for a place. Its id is a hash: ids of messages may hold others'."""
    words = notice_words(message.kind, place.language)
    name = hashlib.sha256(f"{message.id}\n{place.name}".encode()).hexdigest()
    return Notice(
        id=name[:32],
        kind=message.kind.value,
        title=words.title,
        text=words.text,
        body=email_body(words, place.language),
        language=place.language,
    )


def no_post() -> Post:
    """For a process that sends nothing."""
    return Post(None, None, None)
