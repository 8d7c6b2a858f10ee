"""A merchant has a test event sent to an endpoint."""

from collections.abc import Iterable

import msgspec

from rewards.refusal import Refusal
from service.flows.webhooks.endpoint_view import DeliveryView, delivery_view
from service.flows.webhooks.own_endpoint import OfEndpoint, endpoint_needs, own_endpoint
from service.store.collection import Key
from service.store.path.command import Append, Command, Insert, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import DELIVERIES, DELIVERY_LINES
from service.webhooks.delivery import Delivery, Line, delivery_id, line_id, queued
from service.webhooks.endpoint import EndpointState
from service.webhooks.event import TEST, TestData, body_of
from service.webhooks.refusals import EndpointDisabled


def needs(command: Command[OfEndpoint], view: View) -> Iterable[Key]:
    """The endpoint, and its line of test events."""
    yield from endpoint_needs(command, view)
    yield DELIVERY_LINES.key(line_id(command.body.endpoint, ""))


def decide(command: Command[OfEndpoint], view: View) -> Outcome[DeliveryView]:
    """Queued like others, in a line of its own."""
    body, own = command.body, own_endpoint(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    if own.endpoint.state is not EndpointState.ENABLED:
        return Outcome(EndpointDisabled())
    id_ = line_id(body.endpoint, "")
    before = view.get(DELIVERY_LINES, id_)
    line = queued(
        before or Line(id=id_, merchant=body.merchant, endpoint=body.endpoint, account=""),
        at=command.domain_at,
    )
    data = msgspec.json.encode(TestData(endpoint=body.endpoint))
    delivery = Delivery(
        id=delivery_id(body.endpoint, command.ids[0]),
        merchant=body.merchant,
        endpoint=body.endpoint,
        account="",
        line=id_,
        number=line.numbered,
        kind=TEST,
        subject="",
        body=body_of(TEST, data, command.domain_at),
        at=command.domain_at,
    )
    put = Insert(DELIVERY_LINES, line) if before is None else Put(DELIVERY_LINES, line)
    return Outcome(delivery_view(delivery), (put, Append(DELIVERIES, delivery)))


TEST_ENDPOINT = Rule("test_endpoint", DeliveryView, needs, decide, ids=1)
