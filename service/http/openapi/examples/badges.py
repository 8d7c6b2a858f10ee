"""Examples of badges: what they say, and whom they are shown to."""

from typing import Any

from service.http.openapi.examples.values import NOON, SHOWN

JOBS, BADGE = "bright-jobs", "job-badge"
JUNE = "2026-06-02T12:00:00Z"

BADGES: dict[str, dict[str, Any]] = {
    "ShareWanted": {
        "as_long_as_usual": {"merchant": JOBS},
        "for_a_week": {"merchant": JOBS, "days": 7},
    },
    "BadgeShared": {
        "on_a_job_profile": {"share": SHOWN, "badge": BADGE, "merchant": JOBS, "ends_at": JUNE}
    },
    "BadgeUnshared": {"taken_back": {"share": SHOWN, "badge": BADGE}},
    "BadgeSeen": {
        "two_facts": {
            "facts": [
                {"fact": "rentals_kept", "at_least": 10},
                {"fact": "months_a_member", "at_least": 6},
            ],
            "as_of": "2026-03-04",
        }
    },
    "MyBadges": {
        "shared_with_one": {
            "badges": [
                {
                    "id": BADGE,
                    "context": "work",
                    "title": "Promises kept, on my job profile",
                    "terms": "Shown beside the profile that you choose, until you take it back.",
                    "outside_terms": "A profile without it is shown and treated like every other.",
                    "merchants": [JOBS],
                    "facts": [
                        {
                            "fact": "rentals_kept",
                            "count": 12,
                            "at_least": 10,
                            "next_step": 25,
                        },
                        {"fact": "months_a_member", "count": 0, "next_step": 1},
                    ],
                    "shares": [
                        {
                            "share": SHOWN,
                            "merchant": JOBS,
                            "made_at": NOON,
                            "ends_at": JUNE,
                            "acts": True,
                        }
                    ],
                }
            ],
            "as_of": "2026-03-04",
        }
    },
}
