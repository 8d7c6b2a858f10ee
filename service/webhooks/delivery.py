"""One event on its way to one endpoint, and the line it waits in. Pure.

A line is all that one endpoint is told about one member: it is sent in order, so what cannot be
sent holds its own line up and no other. Whoever takes a line up has a while for it; who crashes
between sending and saying so has the event sent again, under the same id.
"""

import enum
import hashlib
from datetime import datetime, timedelta

import msgspec

from service.webhooks.numbers import WebhookNumbers

GROWTHS_MAX = 20
"""A wait of a second, doubled so often, is longer than the longest of any programme."""


class DeliveryState(enum.StrEnum):
    """WAITING: for its first or its next try. DEAD: given up, to be replayed by hand. WITHHELD: the
    merchant may not know it any more, so it is never sent."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    DEAD = "dead"
    WITHHELD = "withheld"


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """`id` is the receiver's `webhook-id`, `body` the JSON that is signed. `number` is its place in
    its line. `tries_since` is when its present tries began: anew with each replay, and the last one
    was asked for at `replayed_at`."""

    id: str
    merchant: str
    endpoint: str
    account: str
    line: str
    number: int
    kind: str
    subject: str
    body: bytes
    at: datetime
    state: DeliveryState = DeliveryState.WAITING
    tries: int = 0
    tries_since: datetime | None = None
    tried_at: datetime | None = None
    status: int | None = None
    error: str = ""
    replayed_at: datetime | None = None
    version: int = 1


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """`numbered` is the last number given. `next_try_at` is when something may be sent; None if
    nothing waits. `claim` names who has taken it up."""

    id: str
    merchant: str
    endpoint: str
    account: str
    numbered: int = 0
    next_try_at: datetime | None = None
    claim: str = ""
    version: int = 1


def line_id(endpoint: str, account: str) -> str:
    """One for each endpoint and member; test events have one of their own."""
    return f"{endpoint}:{account}"


def delivery_id(endpoint: str, event: str) -> str:
    """The same whenever the event is fanned out; says nothing of whose it is."""
    return "msg_" + hashlib.sha256(f"{endpoint}:{event}".encode()).hexdigest()[:32]


def queued(line: Line, *, at: datetime) -> Line:
    """One more waits. A line that waits already is not tried sooner for it."""
    return msgspec.structs.replace(
        line, numbered=line.numbered + 1, next_try_at=line.next_try_at or at
    )


def claimed(line: Line, name: str, *, at: datetime, numbers: WebhookNumbers) -> Line | None:
    """Taken up by `name`. None: nothing is due, or somebody else is at it."""
    if line.next_try_at is None or line.next_try_at > at:
        return None
    until = at + timedelta(minutes=numbers.claim_minutes)
    return msgspec.structs.replace(line, claim=name, next_try_at=until)


def woken(line: Line, *, at: datetime) -> Line:
    """To be looked at now. Who has it taken up may finish: what they note finds another version."""
    return msgspec.structs.replace(line, next_try_at=line.next_try_at if line.claim else at)


def released(line: Line, next_try_at: datetime | None) -> Line:
    """Nobody's any more."""
    return msgspec.structs.replace(line, claim="", next_try_at=next_try_at)


def delivered(delivery: Delivery, status: int, *, at: datetime) -> Delivery:
    """The receiver has it."""
    return _tried(delivery, DeliveryState.DELIVERED, status, "", at)


def not_delivered(
    delivery: Delivery, status: int | None, error: str, *, at: datetime, numbers: WebhookNumbers
) -> Delivery:
    """Waits for the next try, or is given up when its time is over."""
    since = delivery.tries_since or at
    over = at - since >= timedelta(hours=numbers.give_up_hours)
    state = DeliveryState.DEAD if over else DeliveryState.WAITING
    return _tried(delivery, state, status, error, at)


def withheld(delivery: Delivery) -> Delivery:
    """Never to be sent; what it would have said is not kept."""
    return msgspec.structs.replace(delivery, state=DeliveryState.WITHHELD, body=b"")


def replayed(delivery: Delivery, *, at: datetime) -> Delivery:
    """To be sent once more, with all its tries before it."""
    return msgspec.structs.replace(
        delivery, state=DeliveryState.WAITING, tries=0, tries_since=None, replayed_at=at
    )


def next_try(delivery: Delivery, *, at: datetime, dice: float, numbers: WebhookNumbers) -> datetime:
    """After a failure: later each time, and by a `dice` of 0..1 more. The last try is when the
    time is over."""
    # In whole seconds: a power of them may be longer than any time there is.
    grown = numbers.first_wait_seconds * numbers.wait_factor ** min(delivery.tries - 1, GROWTHS_MAX)
    wait = timedelta(seconds=min(grown, numbers.last_wait_minutes * 60))
    wait += wait * (numbers.jitter_percent / 100) * dice
    end = (delivery.tries_since or at) + timedelta(hours=numbers.give_up_hours)
    later = at + wait
    return end if at < end < later else later


def _tried(
    delivery: Delivery, state: DeliveryState, status: int | None, error: str, at: datetime
) -> Delivery:
    return msgspec.structs.replace(
        delivery,
        state=state,
        tries=delivery.tries + 1,
        tries_since=delivery.tries_since or at,
        tried_at=at,
        status=status,
        error=error,
    )
