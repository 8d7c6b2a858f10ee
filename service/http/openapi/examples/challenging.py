"""Examples of evidence, and of what members object to."""

from typing import Any

from service.http.openapi.examples.values import ID, KIOSK, NOON

LATE = f"rental:{ID}:returned"
REFERENCE = {"source": KIOSK, "kind": "returned_late", "happened_at": NOON, "reference": ID}
ASKED = {
    "id": ID,
    "state": "asked",
    "statement": "The box was full, and I called the kiosk at noon.",
    "at": NOON,
    "due_at": "2026-03-11T12:00:00Z",
}
REFERRED = ASKED | {
    "state": "referred",
    "answer": "Nobody has called us on that day.",
    "answered_at": "2026-03-05T12:00:00Z",
    "due_at": "2026-03-19T12:00:00Z",
}
WITHDRAWN = {key: value for key, value in REFERRED.items() if key != "due_at"} | {
    "state": "reversed",
    "answer": "The box was full indeed.",
    "ended_at": "2026-03-05T12:00:00Z",
    "ended_by": "source",
}
ITEM = {
    "evidence": LATE,
    "kind": "returned_late",
    "part": "fulfilment",
    "at": NOON,
    "recorded_at": NOON,
    "source": KIOSK,
    "status": "proposed",
    "micro_points": 0,
    "may_challenge": True,
    "challengeable_until": "2026-04-03T12:00:00Z",
    "counts_from": "2026-03-11T12:00:00Z",
}

CHALLENGING: dict[str, dict[str, Any]] = {
    "Objection": {"box_was_full": {"statement": ASKED["statement"]}},
    "ChallengeView": {"asked": ASKED, "withdrawn": WITHDRAWN},
    "EvidenceList": {
        "one_proposed": {"evidence": [ITEM]},
        "one_challenged": {
            "evidence": [
                {key: value for key, value in ITEM.items() if key != "challengeable_until"}
                | {"status": "challenged", "may_challenge": False, "challenge": ASKED}
            ]
        },
    },
    "SourceAnswer": {
        "withdraws": {"statement": "The box was full indeed.", "insists": False},
        "insists": {"statement": "Nobody has called us on that day.", "insists": True},
    },
    "ChallengeStep": {
        "referred": {
            "id": ID,
            "state": "referred",
            "state_at": "2026-03-05T12:00:00Z",
            "due_at": "2026-03-19T12:00:00Z",
        },
        "withdrawn": {
            "id": ID,
            "state": "reversed",
            "state_at": "2026-03-05T12:00:00Z",
            "ended_by": "source",
        },
    },
    "ChallengesPage": {
        "one_asked": {"challenges": [ASKED | REFERENCE | {"evidence": LATE, "member": ID}]},
        "one_referred": {"challenges": [REFERRED | REFERENCE | {"evidence": LATE}]},
    },
    "Decision": {
        "for_the_member": {"verdict": "reverse", "reason": "The kiosk's camera shows a full box"}
    },
    "EvidenceCured": {
        "at_once": {
            "evidence": LATE,
            "kind": "returned_late",
            "status": "cured",
            "made_good_at": NOON,
        }
    },
}
