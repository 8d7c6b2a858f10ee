"""What became of the next delivery of a line is noted, by who had taken the line up."""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from service.store.collection import Key
from service.store.path.command import Command, Effect, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import DELIVERIES, DELIVERY_LINES, ENDPOINTS
from service.webhooks.delivery import (
    Delivery,
    DeliveryState,
    Line,
    delivered,
    next_try,
    not_delivered,
    released,
    withheld,
)
from service.webhooks.endpoint import changed, endpoint_of, failed, succeeded
from service.webhooks.hooks import SEALED, Tried
from service.webhooks.refusals import EndpointUnknown

GONE = 410
DICE = 0xFFFFFFFF


class NoteAttempt(msgspec.Struct, frozen=True, kw_only=True):
    """`seen` is the version of the line when it was looked at, `more` whether more waited in it.
    Without a delivery nothing did; without `tried` it may not be sent."""

    merchant: str
    endpoint: str
    line: str
    claim: str
    seen: int
    delivery: str = ""
    tried: Tried | None = None
    more: bool = False


class AttemptNoted(msgspec.Struct, frozen=True, kw_only=True):
    """False if the line has been taken up by another, or is no more."""

    noted: bool


def needs(command: Command[NoteAttempt], _view: View) -> Iterable[Key]:
    """The line, the delivery, the endpoint."""
    body = command.body
    yield DELIVERY_LINES.key(body.line)
    yield ENDPOINTS.key(body.merchant)
    if body.delivery:
        yield DELIVERIES.key(body.delivery)


def decide(command: Command[NoteAttempt], view: View) -> Outcome[AttemptNoted]:
    """Who came back too late notes nothing: the next one has sent it again, under the same id."""
    body, at = command.body, command.domain_at
    known = view.reference(DELIVERY_LINES, body.line)
    if known is None or known.claim != body.claim:
        return Outcome(AttemptNoted(noted=False))
    line = view.get(DELIVERY_LINES, body.line)
    assert line is not None  # as it was a line ago
    before = view.reference(DELIVERIES, body.delivery) if body.delivery else None
    if before is None or before.state is not DeliveryState.WAITING:
        return Outcome(AttemptNoted(noted=True), (_release(command, line, at),))
    view.get(DELIVERIES, body.delivery)
    after = _after(command, before)
    again = at
    if after.state is DeliveryState.WAITING:
        dice = int(command.ids[0][:8], 16) / DICE
        numbers = command.programme.numbers.webhooks
        again = next_try(after, at=at, dice=dice, numbers=numbers)
    effects = (Put(DELIVERIES, after), _release(command, line, again, waits=again > at))
    return Outcome(AttemptNoted(noted=True), (*effects, *_endpoint(command, view)))


def _after(command: Command[NoteAttempt], before: Delivery) -> Delivery:
    tried, at = command.body.tried, command.domain_at
    if tried is None:
        return withheld(before)
    if tried.status is not None and tried.taken:
        return delivered(before, tried.status, at=at)
    numbers = command.programme.numbers.webhooks
    return not_delivered(before, tried.status, tried.error, at=at, numbers=numbers)


def _release(
    command: Command[NoteAttempt], line: Line, again: datetime, *, waits: bool = False
) -> Effect:
    """Looked at again if something is known to wait, or may have come since it was looked at."""
    body = command.body
    looked_at = waits or body.more or line.version != body.seen
    return Put(DELIVERY_LINES, released(line, again if looked_at else None))


def _endpoint(command: Command[NoteAttempt], view: View) -> Iterable[Effect]:
    """The endpoint, where the attempt changes what is known of it: seldom, as it is shared."""
    body, tried = command.body, command.body.tried
    book = view.reference(ENDPOINTS, body.merchant)
    endpoint = endpoint_of(book, body.endpoint)
    if book is None or tried is None or isinstance(endpoint, EndpointUnknown):
        return
    if tried.error == SEALED:
        return  # our secret is another one than then: nothing that the merchant could mend
    numbers = command.programme.numbers.webhooks
    gone = tried.status == GONE
    if tried.taken:
        after = succeeded(endpoint)
    else:
        after = failed(endpoint, gone=gone, at=command.domain_at, numbers=numbers)
    if after is not endpoint:
        view.get(ENDPOINTS, body.merchant)
        yield Put(ENDPOINTS, changed(book, after))


NOTE_ATTEMPT = Rule("note_attempt", AttemptNoted, needs, decide, ids=1)
