"""Examples at the counter: passes, checks, rentals."""

from typing import Any

from service.http.openapi.examples.values import (
    A_MINUTE_LATER,
    KIOSK,
    NOON,
    RENTAL,
    SHOWN,
    TWO_HOURS_LATER,
)

QUOTED = {
    "id": RENTAL,
    "merchant": KIOSK,
    "perk": "umbrella",
    "state": "quoted",
    "state_at": NOON,
    "deposit_minor": 2_000,
    "at": NOON,
    "ends_at": "2026-03-04T12:15:00Z",
}
OUT = QUOTED | {
    "state": "active",
    "authorised_at": NOON,
    "handed_over_at": NOON,
    "ends_at": TWO_HOURS_LATER,
    "due_by": "2026-03-04T16:00:00Z",
}
LENT = [
    {"at": NOON, "what": "authorised", "by": "merchant"},
    {"at": NOON, "what": "started", "by": "merchant", "ends_at": TWO_HOURS_LATER},
]
RETURNED = {"at": "2026-03-04T13:40:00Z", "what": "returned", "by": "merchant"}
TILL = {"terminal": "box-7", "until": "2026-03-05T12:00:00Z"}
OFFLINE_PASS = {
    "id": RENTAL,
    "token": "SBO:AHGY7KDK7VV7EDLG23BEQAJDIVTYTK6N54ASGRLHRGV4333JVFYEAAAAAAAAAAB",
    "perk": "power-bank",
    "merchant": KIOSK,
    "amount_minor": 3_000,
    "held_until": "2026-03-07T12:00:00Z",
    **TILL,
}

COUNTER: dict[str, dict[str, Any]] = {
    "PassWanted": {"an_umbrella": {"perk": "umbrella", "merchant": KIOSK}},
    "PassOpened": {
        "for_a_minute": {
            "token": SHOWN,
            "code": "48151623",
            "perk": "umbrella",
            "merchant": KIOSK,
            "expires_at": A_MINUTE_LATER,
        }
    },
    "PassShown": {
        "as_scanned": {"token": SHOWN},
        "as_typed": {"token": "48151623", "terminal": "till-2"},
    },
    "Checked": {
        "yes_with_a_quote": {
            "perk": "umbrella",
            "answer": "yes",
            "rental": RENTAL,
            "quote_ends_at": "2026-03-04T12:15:00Z",
        },
        "in_part": {
            "perk": "bicycle",
            "answer": "partial",
            "tier": "half",
            "percent": 50,
            "rental": RENTAL,
            "quote_ends_at": "2026-03-04T12:15:00Z",
        },
        "no": {"perk": "umbrella", "answer": "no"},
    },
    "RentalView": {
        "quoted": QUOTED,
        "handed_over": OUT,
    },
    "MonthStatement": {
        "of_march": {
            "month": "2026-03",
            "starts_at": "2026-02-28T16:00:00Z",
            "ends_at": "2026-03-31T16:00:00Z",
            "over": False,
            "perks": [
                {
                    "perk": "umbrella",
                    "settled": 41,
                    "cured": 1,
                    "damaged": 2,
                    "damage_minor": 1_200,
                    "lost": 1,
                    "loss_minor": 2_000,
                }
            ],
            "vouchers": [
                {
                    "perk": "coffee",
                    "redeemed": 12,
                    "seeds": 96,
                    "refunded": 2,
                    "refunded_seeds": 16,
                    "undone": 1,
                    "undone_seeds": 8,
                }
            ],
        }
    },
    "RentalStatement": {
        "kept": {
            **{key: value for key, value in QUOTED.items() if key != "ends_at"},
            "state": "settled",
            "state_at": TWO_HOURS_LATER,
            "authorised_at": NOON,
            "handed_over_at": NOON,
            "returned_at": "2026-03-04T13:40:00Z",
            "history": [*LENT, RETURNED, {**RETURNED, "at": TWO_HOURS_LATER, "what": "settled"}],
        },
        "out_of_order": OUT
        | {
            "fault_at": A_MINUTE_LATER,
            "history": [*LENT, {"at": A_MINUTE_LATER, "what": "fault_reported", "by": "member"}],
            "statements": [
                {
                    "at": A_MINUTE_LATER,
                    "what": "fault_reported",
                    "by": "member",
                    "words": "It does not open.",
                }
            ],
            "closes_at": "2026-03-18T12:01:00Z",
        },
    },
    "OfflinePassWanted": {
        "for_a_day": {"perk": "power-bank", "merchant": KIOSK, "terminal": "box-7"}
    },
    "OfflinePassView": {"a_power_bank": OFFLINE_PASS},
    "OfflinePasses": {"one": {"passes": [OFFLINE_PASS]}, "none": {"passes": []}},
    "OfflineUses": {
        "one": {"uses": [{"token": OFFLINE_PASS["token"], "handed_over_at": TWO_HOURS_LATER}]}
    },
    "UseResults": {
        "taken": {
            "failed": 0,
            "results": [{"status": 200, "rental": OUT | {"offline": TILL}}],
        },
    },
    "Told": {"does_not_open": {"statement": "It does not open."}},
    "DamageFound": {"torn": {"amount_minor": 500, "statement": "The cloth is torn along a rib."}},
    "MadeGood": {"paid": {}, "came_back": {"returned_at": TWO_HOURS_LATER}},
    "Returned": {
        "just_now": {},
        "earlier_today": {"returned_at": "2026-03-04T13:40:00+01:00"},
    },
    "LongerWanted": {"an_hour_more": {"ends_at": "2026-03-04T15:00:00Z"}},
}
