"""An endpoint and a delivery as their merchant sees them."""

import msgspec

from rewards.calendar import Instant
from service.webhooks.delivery import Delivery, DeliveryState
from service.webhooks.endpoint import DisabledFor, Endpoint, EndpointState, Subject


class EndpointView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An endpoint without its secret. `public_key` verifies signatures of `v1a`; after a rotation
    what is signed with the key before it too, until `previous_ends_at`.

    `failing_since` is the first failure after the last success. One that is switched off says why
    in `disabled_for`; what happens meanwhile is kept for it.
    """

    id: str
    url: str
    description: str
    subjects: tuple[Subject, ...]
    at: Instant
    state: EndpointState
    state_at: Instant
    public_key: str
    previous_ends_at: Instant | None = None
    disabled_for: DisabledFor | None = None
    failing_since: Instant | None = None


class DeliveryView(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What one endpoint was told, or is to be. `id` is the `webhook-id`.

    One that has failed is tried again, and what happened later about the same member waits behind
    it. `status` and `error` are those of the last try.
    """

    id: str
    kind: str
    at: Instant
    state: DeliveryState
    tries: int
    tried_at: Instant | None = None
    status: int | None = None
    error: str = ""


def endpoint_view(endpoint: Endpoint) -> EndpointView:
    """Without its keys."""
    newest = endpoint.keys[0]
    before = endpoint.keys[1].ends_at if len(endpoint.keys) > 1 else None
    return EndpointView(
        id=endpoint.id,
        url=endpoint.url,
        description=endpoint.description,
        subjects=endpoint.subjects,
        at=endpoint.at,
        state=endpoint.state,
        state_at=endpoint.state_at,
        public_key=newest.public,
        previous_ends_at=before,
        disabled_for=endpoint.disabled_for,
        failing_since=endpoint.failing_since,
    )


def delivery_view(delivery: Delivery) -> DeliveryView:
    """Without whose it is."""
    return DeliveryView(
        id=delivery.id,
        kind=delivery.kind,
        at=delivery.at,
        state=delivery.state,
        tries=delivery.tries,
        tried_at=delivery.tried_at,
        status=delivery.status,
        error=delivery.error,
    )
