"""An endpoint and a delivery as their merchant sees them."""

from datetime import datetime

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
    it: `held_up` marks that in lists. `status` and `error` are those of the last try.
    """

    id: str
    kind: str
    at: Instant
    state: DeliveryState
    tries: int
    tried_at: Instant | None = None
    status: int | None = None
    error: str = ""
    held_up: bool = False


def endpoint_view(endpoint: Endpoint, at: datetime) -> EndpointView:
    """Without its keys, as it is at `at` by the server's clock."""
    newest, *others = endpoint.signing(at)
    before = others[0].ends_at if others else None
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


def delivery_view(delivery: Delivery, *, held_up: bool = False) -> DeliveryView:
    """Without whose it is. What holds it up is not named: it would say of two rentals that they are
    the same member's."""
    return DeliveryView(
        id=delivery.id,
        kind=delivery.kind,
        at=delivery.at,
        state=delivery.state,
        tries=delivery.tries,
        tried_at=delivery.tried_at,
        status=delivery.status,
        error=delivery.error,
        held_up=held_up,
    )
