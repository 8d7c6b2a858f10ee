"""An event is queued for each endpoint of its merchant that is told of such things."""

from collections.abc import Iterable

import msgspec

from service.store.collection import Key
from service.store.outbox import EVENT_WAITS, OUTBOX, Event
from service.store.path.command import Append, Command, Effect, Insert, Outcome, Put, Remove, Rule
from service.store.path.state import View
from service.store.schema.page import DELIVERIES, DELIVERY_LINES, ENDPOINTS
from service.webhooks.delivery import Delivery, Line, delivery_id, line_id, queued
from service.webhooks.endpoint import Endpoint, Subject
from service.webhooks.event import body_of, subject_of


class QueueEvent(msgspec.Struct, frozen=True, kw_only=True):
    """An event by its id, and whose it is."""

    event: str
    account: str
    merchant: str


class EventQueued(msgspec.Struct, frozen=True, kw_only=True):
    """For how many endpoints."""

    endpoints: int


def needs(command: Command[QueueEvent], view: View) -> Iterable[Key]:
    """The event and the merchant's endpoints, then the line of each."""
    body = command.body
    yield EVENT_WAITS.key(body.event)
    yield OUTBOX.key(body.event)
    yield ENDPOINTS.key(body.merchant)
    book = view.peek(ENDPOINTS, body.merchant)
    for endpoint in book.endpoints if book is not None else ():
        yield DELIVERY_LINES.key(line_id(endpoint.id, body.account))


def decide(command: Command[QueueEvent], view: View) -> Outcome[EventQueued]:
    """Once: what is queued does not wait any more. An endpoint that is switched off is told when it
    is on again."""
    body = command.body
    if view.reference(EVENT_WAITS, body.event) is None:
        return Outcome(EventQueued(endpoints=0))
    view.get(EVENT_WAITS, body.event)
    over = Remove(EVENT_WAITS, body.event)
    event, book = view.reference(OUTBOX, body.event), view.reference(ENDPOINTS, body.merchant)
    subject = None if event is None else subject_of(event.kind)
    if event is None or subject is None or book is None:
        return Outcome(EventQueued(endpoints=0), (over,))
    told = [each for each in book.endpoints if subject in each.subjects]
    queue = [effect for each in told for effect in _queue(command, view, event, each, subject)]
    return Outcome(EventQueued(endpoints=len(told)), (over, *queue))


def _queue(
    command: Command[QueueEvent], view: View, event: Event, endpoint: Endpoint, subject: Subject
) -> Iterable[Effect]:
    body, id_ = command.body, line_id(endpoint.id, event.account)
    before = view.get(DELIVERY_LINES, id_)
    line = queued(
        before or Line(id=id_, merchant=body.merchant, endpoint=endpoint.id, account=event.account),
        at=command.domain_at,
    )
    yield Insert(DELIVERY_LINES, line) if before is None else Put(DELIVERY_LINES, line)
    yield Append(
        DELIVERIES,
        Delivery(
            id=delivery_id(endpoint.id, event.id),
            merchant=body.merchant,
            endpoint=endpoint.id,
            account=event.account,
            line=id_,
            number=line.numbered,
            kind=event.kind,
            subject=subject.value,
            body=body_of(event.kind, event.data, event.at),
            at=command.domain_at,
        ),
    )


QUEUE_EVENT = Rule("queue_event", EventQueued, needs, decide)
