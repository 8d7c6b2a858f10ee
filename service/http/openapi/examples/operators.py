"""Examples of what operators do."""

from typing import Any

from service.http.openapi.examples.values import A_MONTH_LATER, BOARD, ID, KIOSK

OPERATORS: dict[str, dict[str, Any]] = {
    "Credentials": {
        "with_a_password": {"name": "olga", "password": "a long sentence that only Olga knows"},
    },
    "KeyWanted": {
        "for_a_till": {
            "merchant": KIOSK,
            "scopes": ["task_events", "eligibility"],
            "reason": "A new till at the kiosk",
            "label": "till 2",
            "days": 365,
        },
    },
    "OwnKeyWanted": {
        "for_a_till": {
            "scopes": ["eligibility", "rentals"],
            "reason": "A second till",
            "label": "till 2",
        },
        "for_a_terminal": {
            "scopes": ["eligibility", "rentals"],
            "reason": "The till by the door",
            "terminal": "till-2",
        },
    },
    "RotationWanted": {"each_year": {"reason": "The yearly change", "overlap_hours": 24}},
    "OwnRotation": {"a_day_for_both": {"overlap_hours": 24}},
    "KeyRotated": {
        "shown_once": {
            "id": ID,
            "key": f"sbm_test_{ID}_c2hvd24gb25jZSBhbmQga2VwdCBieSBub2JvZHk",
            "previous_ends_at": A_MONTH_LATER,
        }
    },
    "DisplayTokenWanted": {
        "for_a_screen": {"board": BOARD, "reason": "The screen in the hall", "label": "hall"},
    },
    "AnswerToMember": {
        "explained": {
            "answer": "The kiosk asked because you showed a pass there at noon.",
            "reason": "Ticket 1042",
        }
    },
    "NameToHide": {
        "an_insult": {"reason": "This name insults somebody."},
        "seen_on_a_board": {"reason": "This name insults somebody.", "board": BOARD},
    },
    "ClockMove": {
        "a_month_on": {"by_s": 2_592_000, "reason": "To see a rental become overdue"},
    },
    "ApplicationDecision": {
        "approved": {"merchant": "bike-cellar", "reason": "Looked up in the registry of firms"},
        "declined": {"reason": "The registry knows another firm under this number"},
    },
    "Representative": {
        "as_registered": {
            "legal_representative": "Wang Xiaoming",
            "reason": "As in the registry on 4 March",
        }
    },
    "Because": {"lost": {"reason": "The device was lost"}},
}
