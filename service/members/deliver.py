"""A message is taken up, sent, and what became of it is noted. Pure.

Whoever takes it up has a while for it. Who did, and crashed before noting it, has it sent again: a
member may be told twice, and is never told by nobody.
"""

import enum
from collections.abc import Iterable
from datetime import datetime, timedelta

import msgspec

from service.members.delivery import Delivery, DeliveryState
from service.members.message import Message
from service.members.numbers import NoticeNumbers
from service.members.sent_out import starts_clock


class Answer(enum.StrEnum):
    """What was said at a place. GONE: it is no more, and to be forgotten. REFUSED: never this
    message, here. LATER: not taken now; another try may help."""

    TAKEN = "taken"
    GONE = "gone"
    REFUSED = "refused"
    LATER = "later"


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """One place that was asked to take a message."""

    place: str
    answer: Answer


def claim(message: Message, name: str, *, at: datetime, numbers: NoticeNumbers) -> Message | None:
    """The message, taken up by `name`. None: it does not wait, or somebody else is at it."""
    delivery = message.delivery
    if delivery is None or not _is_due(delivery, at):
        return None
    until = at + timedelta(minutes=numbers.claim_minutes)
    taken_up = msgspec.structs.replace(
        delivery, tries=delivery.tries + 1, claim=name, next_try_at=until
    )
    return msgspec.structs.replace(message, delivery=taken_up)


def note(
    message: Message, name: str, tried: Iterable[Tried], *, at: datetime, numbers: NoticeNumbers
) -> Message | None:
    """The message after these tries by whom it was taken up. None: that is not `name` any more.

    One that starts a clock and that nobody has taken is kept for its time, even without a place to
    send it to: the member may name one meanwhile. Any other without a place stays in the inbox.
    """
    delivery = message.delivery
    if delivery is None or delivery.state is not DeliveryState.PENDING or delivery.claim != name:
        return None
    by_answer: dict[Answer, tuple[str, ...]] = dict.fromkeys(Answer, ())
    for each in tried:
        by_answer[each.answer] += (each.place,)
    noted = msgspec.structs.replace(
        delivery,
        taken_by=(*delivery.taken_by, *by_answer[Answer.TAKEN]),
        refused_by=(*delivery.refused_by, *by_answer[Answer.REFUSED], *by_answer[Answer.GONE]),
    )
    delivered_at = message.delivered_at or (at if by_answer[Answer.TAKEN] else None)
    clock = starts_clock(message.kind)
    waits = bool(by_answer[Answer.LATER]) or (delivered_at is None and clock)
    after = _waiting(noted, message.at, at, numbers) if waits else None
    if after is None and (clock or noted.closed or by_answer[Answer.LATER]):
        after = _over(noted)
    return msgspec.structs.replace(message, delivery=after, delivered_at=delivered_at)


def _is_due(delivery: Delivery, at: datetime) -> bool:
    pending = delivery.state is DeliveryState.PENDING
    return pending and delivery.next_try_at is not None and delivery.next_try_at <= at


def _waiting(
    delivery: Delivery, since: datetime, at: datetime, numbers: NoticeNumbers
) -> Delivery | None:
    """Another try, later each time. None: it would come when the message is given up."""
    wait = min(
        timedelta(minutes=numbers.first_wait_minutes) * (1 << min(delivery.tries - 1, 30)),
        timedelta(minutes=numbers.last_wait_minutes),
    )
    if at + wait > since + timedelta(hours=numbers.give_up_hours):
        return None
    return msgspec.structs.replace(delivery, next_try_at=at + wait)


def _over(delivery: Delivery) -> Delivery:
    state = DeliveryState.SENT if delivery.taken_by else DeliveryState.FAILED
    return msgspec.structs.replace(delivery, state=state, next_try_at=None)
