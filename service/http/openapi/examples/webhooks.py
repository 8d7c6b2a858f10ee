"""Examples of merchants' endpoints and of what they were told."""

from typing import Any

from service.http.openapi.examples.values import NOON

ENDPOINT_ID, DELIVERY_ID = "ep_5f0c9a1b2d3e4f5a6b7c8d9e", "msg_0f1e2d3c4b5a69788796a5b4c3d2e1f0"
ENDPOINT = {
    "id": ENDPOINT_ID,
    "url": "https://hooks.example.com/seedbank",
    "description": "the shop system",
    "subjects": ["holds", "rentals"],
    "at": NOON,
    "state": "enabled",
    "state_at": NOON,
    "public_key": "whpk_3VYYBVhzTK9vhl7ldDLHnYFYHGTGWYGbSVbzAVQ8r+M=",
}
FAILING = ENDPOINT | {
    "state": "disabled",
    "state_at": "2026-03-07T12:00:00Z",
    "disabled_for": "failing",
    "failing_since": NOON,
}
# Of nobody: 32 zeros.
SECRET = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="  # noqa: S105
WAITS = {"id": DELIVERY_ID, "kind": "endpoint_test", "at": NOON, "state": "waiting", "tries": 0}
TAKEN = {
    "id": DELIVERY_ID,
    "kind": "rental_started",
    "at": NOON,
    "state": "delivered",
    "tries": 1,
    "tried_at": "2026-03-04T12:01:00Z",
    "status": 204,
}

WEBHOOKS: dict[str, dict[str, Any]] = {
    "EndpointWanted": {
        "of_everything": {
            "url": "https://hooks.example.com/seedbank",
            "subjects": ["rentals", "holds"],
            "description": "the shop system",
        },
    },
    "EndpointChange": {
        "another_address": {"url": "https://hooks.example.com/v2"},
        "rentals_only": {"subjects": ["rentals"]},
    },
    "EndpointKey": {"shown_once": {"secret": SECRET, "endpoint": ENDPOINT}},
    "EndpointView": {"in_use": ENDPOINT, "switched_off": FAILING},
    "EndpointList": {"one": {"endpoints": [ENDPOINT]}, "none": {"endpoints": []}},
    "EndpointRemoved": {"gone": {"id": ENDPOINT_ID}},
    "DeliveryView": {
        "waits": WAITS,
        "taken": TAKEN,
        "held_up": WAITS | {"kind": "rental_returned", "held_up": True},
        "failed": WAITS | {"tries": 2, "tried_at": "2026-03-04T12:02:00Z", "error": "timeout"},
    },
    "DeliveriesPage": {"one_taken": {"deliveries": [TAKEN]}, "none": {"deliveries": []}},
}
