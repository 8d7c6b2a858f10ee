"""Examples of paying with seeds."""

from typing import Any

from service.http.openapi.examples.values import HOLD, KIOSK, NOON

HELD = {
    "id": HOLD,
    "merchant": KIOSK,
    "seeds": 30,
    "at": NOON,
    "ends_at": "2026-03-04T12:15:00Z",
    "state": "held",
    "state_at": NOON,
    "what": "order-1047",
}
POSTED = HELD | {"state": "posted", "state_at": "2026-03-04T12:02:00Z", "posted": 25}

SPENDING: dict[str, dict[str, Any]] = {
    "HoldWanted": {
        "for_an_order": {"merchant": KIOSK, "seeds": 30, "minutes": 15, "what": "order-1047"},
        "at_the_counter": {"merchant": KIOSK, "seeds": 10, "minutes": 2},
    },
    "HoldView": {
        "set_aside": HELD,
        "taken_in_part": POSTED,
        "called_off": HELD
        | {"state": "voided", "state_at": "2026-03-04T12:03:00Z", "voided_by": "member"},
    },
    "HoldsPage": {"one_taken": {"holds": [POSTED]}, "none": {"holds": []}},
    "SeedsTaken": {"all": {}, "a_part": {"seeds": 25}},
}
