"""Examples of a merchant's stores and terminals."""

from typing import Any

from service.http.openapi.examples.values import A_MONTH_LATER, KIOSK, NOON

STORE = {"id": "harbour", "name": "Harbour Street", "address": "1 Harbour Street"}
TERMINAL = {"id": "till-2", "store": "harbour", "name": "by the door"}
STORE_OPEN = STORE | {"opened_at": NOON}
TERMINAL_OPEN = TERMINAL | {"open": True, "opened_at": NOON}
TERMINAL_CLOSED = TERMINAL | {"open": False, "opened_at": NOON, "closed_at": A_MONTH_LATER}

OF_STORES: dict[str, dict[str, Any]] = {
    "StoreWanted": {"in_town": STORE},
    "StoreView": {
        "open": STORE_OPEN,
        "closed": STORE_OPEN | {"closed_at": A_MONTH_LATER},
    },
    "StoreList": {"one": {"stores": [STORE_OPEN]}},
    "TerminalWanted": {"by_the_door": TERMINAL},
    "TerminalView": {"open": TERMINAL_OPEN, "closed": TERMINAL_CLOSED},
    "TerminalList": {"one": {"terminals": [TERMINAL_OPEN]}},
    "OwnMerchant": {
        "at_a_till": {
            "id": KIOSK,
            "name": "Umbrella Kiosk",
            "registry_number": "91330100MA2DEMA108",
            "charity": True,
            "perks": [
                {
                    "id": "umbrella",
                    "kind": "deposit_waiver",
                    "context": "deposit",
                    "title": "Umbrella without a deposit",
                    "terms": "Two hours, to be brought back to any of our stands.",
                    "level": "sprout",
                }
            ],
            "stores": [STORE_OPEN],
            "terminals": [TERMINAL_OPEN],
            "scopes": ["eligibility", "rentals"],
            "terminal": "till-2",
        }
    },
}
