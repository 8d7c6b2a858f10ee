"""Questions about a score, and what is answered."""

from typing import Any

from service.http.openapi.examples.values import NOON

_DIFFERENCE = {
    "before": 540,
    "after": 550,
    "points": 10,
    "level_before": "sprout",
    "level_after": "sapling",
    "start": 0,
    "cushion": 0,
    "parts": [
        {
            "name": "history",
            "title": "history",
            "points": 10,
            "cut": 0,
            "text": "history: +10 points.",
            "lines": [
                {
                    "kind": "month_active",
                    "title": "Months as an active member",
                    "micro_points": 10_000_000,
                    "capped": 0,
                    "text": "Months as an active member: +10 points.",
                    "items": [
                        {
                            "evidence": "month:alice:2026-03",
                            "at": "2026-03-31T21:59:59.999Z",
                            "source": "app",
                            "change": "new",
                            "micro_points": 10_000_000,
                            "before": 0,
                            "after": 10_000_000,
                            "status": "counted",
                            "text": "31 March 2026, from the app: new, +10 points.",
                        }
                    ],
                }
            ],
        }
    ],
    "text": "+10 points: your score was 540 and is 550.",
    "level_text": "It was in level sprout and is in level sapling.",
}

SCORING: dict[str, dict[str, Any]] = {
    "Suppositions": {
        "what_opens_the_next_level": {},
        "a_month_of_tasks_and_two_rentals": {
            "suppositions": [
                {"what": "do", "kind": "task_completed", "times": 20, "days": 28},
                {"what": "keep_rentals", "times": 2, "days": 2},
            ]
        },
        "late_once_then_half_a_year": {
            "suppositions": [{"what": "return_late"}, {"what": "wait", "days": 180}]
        },
    },
    "WhatIf": {
        "without_a_score": {
            "at": NOON,
            "text": "On 4 March 2026 there would be no score yet.",
            "assumed": "Assumed: you stay a member, nothing else is done and nothing goes wrong, "
            "the rules stay as they are, and a score is published every 30 days.",
            "not_available": {
                "active_days": 3,
                "active_days_min": 30,
                "evidence": 3,
                "evidence_min": 3,
                "text": "A score needs 30 days as an active member and 3 pieces of evidence. So "
                "far there are 3 days and 3 pieces of evidence.",
                "ways": ["27 days more as an active member."],
            },
        },
        "a_level_higher": {
            "at": "2026-04-03T12:00:00Z",
            "text": "On 3 April 2026 your score would be 550.",
            "assumed": "Assumed: you stay a member, nothing else is done and nothing goes wrong, "
            "the rules stay as they are, and a score is published every 30 days.",
            "difference": _DIFFERENCE,
            "soonest": {
                "level": "sapling",
                "at_least": 550,
                "openings": [
                    {
                        "days": 3,
                        "value": 552,
                        "text": "Tasks completed, one every day and Weeks without a day missed, "
                        "one every 7 days: 552 in 3 days.",
                    }
                ],
                "text": "The soonest way to level sapling that was tried: Tasks completed, one "
                "every day and Weeks without a day missed, one every 7 days: 552 in 3 days.",
                "tried": "Tried: Tasks completed, one every day and Weeks without a day missed, "
                "one every 7 days, each alone from now on, looked at after 1, 3, 7 days. Another "
                "way may be sooner.",
            },
        },
    },
    "ScoreDifference": {
        "a_month_more": {
            "cycle": "2026-03",
            "revision": 1,
            "before": "2026-02",
            "difference": _DIFFERENCE,
        },
        "the_first_score": {"cycle": "2026-03", "revision": 1},
    },
}
