"""A merchant has something sent to it once more."""

from collections.abc import Iterable

from rewards.refusal import Refusal
from service.flows.webhooks.endpoint_view import DeliveryView, delivery_view
from service.flows.webhooks.own_endpoint import OfEndpoint, endpoint_needs, own_endpoint
from service.store.collection import Key
from service.store.owner import of_merchant
from service.store.path.command import Command, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import DELIVERIES, DELIVERY_LINES
from service.webhooks.delivery import DeliveryState, replayed, woken
from service.webhooks.endpoint import EndpointState
from service.webhooks.refusals import (
    DeliveryUnknown,
    DeliveryWaits,
    DeliveryWithheld,
    EndpointDisabled,
)


class ReplayDelivery(OfEndpoint, frozen=True, kw_only=True):
    """Which delivery of the endpoint."""

    delivery: str


def needs(command: Command[ReplayDelivery], view: View) -> Iterable[Key]:
    """The endpoint and the delivery, then the line it was in."""
    body = command.body
    yield from endpoint_needs(command, view)
    yield DELIVERIES.key(body.delivery)
    found = view.peek_own(DELIVERIES, body.delivery, of_merchant(body.merchant))
    if found is not None:
        yield DELIVERY_LINES.key(found.line)


def decide(command: Command[ReplayDelivery], view: View) -> Outcome[DeliveryView]:
    """Sent with its own id before what waits in its line: a receiver that knows it ignores it."""
    body, own = command.body, own_endpoint(command, view)
    if isinstance(own, Refusal):
        return Outcome(own)
    if own.endpoint.state is not EndpointState.ENABLED:
        return Outcome(EndpointDisabled())
    found = view.own(DELIVERIES, body.delivery, of_merchant(body.merchant))
    known = found is not None and view.reference(DELIVERY_LINES, found.line) is not None
    if found is None or not known or found.endpoint != body.endpoint:
        return Outcome(DeliveryUnknown())
    if found.state is DeliveryState.WAITING:
        return Outcome(DeliveryWaits())
    if found.state is DeliveryState.WITHHELD:
        return Outcome(DeliveryWithheld())
    after = replayed(found, at=command.domain_at)
    line = view.get(DELIVERY_LINES, found.line)
    assert line is not None  # as it was a few lines ago
    wake = Put(DELIVERY_LINES, woken(line, at=command.domain_at))
    return Outcome(delivery_view(after), (Put(DELIVERIES, after), wake))


REPLAY_DELIVERY = Rule("replay_delivery", DeliveryView, needs, decide)
