"""Examples of tasks, seeds and the score."""

from typing import Any

from service.http.openapi.examples.values import (
    A_MINUTE_LATER,
    A_MONTH_LATER,
    AWARD,
    HOLD,
    NOON,
    PSEUDONYM,
    TASK,
)

DOING: dict[str, dict[str, Any]] = {
    "MyTasks": {
        "one_joined": {
            "tasks": [
                {
                    "id": TASK,
                    "title": "Bring an umbrella back",
                    "category": "everyday",
                    "kind": "daily",
                    "seeds": 20,
                    "open": True,
                    "opens_at": "2026-01-01T00:00:00Z",
                    "joined_at": NOON,
                }
            ]
        }
    },
    "TaskJoined": {"joined": {"task": TASK, "at": NOON}},
    "TaskEvent": {
        "umbrella_returned": {"member": PSEUDONYM, "task": TASK, "event_at": NOON},
    },
    "TaskCompleted": {
        "first_of_the_day": {"task": TASK, "period": "2026-03-04", "seeds": 20, "already": False},
        "sent_again": {"task": TASK, "period": "2026-03-04", "seeds": 20, "already": True},
    },
    "PurseView": {
        "ripe_and_collected": {
            "ripe": 20,
            "seeds": 50,
            "available": 50,
            "debt": 0,
            "basket": [{"award": AWARD, "seeds": 20, "withers_at": A_MONTH_LATER}],
            "lots": [{"seeds": 50, "expires_at": "2027-04-01T00:00:00Z"}],
            "holds": [],
            "withers_next_at": A_MONTH_LATER,
            "expires_next_at": "2027-04-01T00:00:00Z",
        },
        "some_set_aside": {
            "ripe": 0,
            "seeds": 50,
            "available": 20,
            "debt": 0,
            "basket": [],
            "lots": [{"seeds": 20, "expires_at": "2027-04-01T00:00:00Z"}],
            "holds": [{"hold": HOLD, "seeds": 30, "ends_at": "2026-03-04T12:15:00Z"}],
            "expires_next_at": "2027-04-01T00:00:00Z",
        },
    },
    "Statement": {
        "earned_and_collected": {
            "transfers": [
                {
                    "id": f"collect:{AWARD}",
                    "at": A_MINUTE_LATER,
                    "reason": "collect",
                    "amount": 20,
                    "debit": {"kind": "ripe"},
                    "credit": {"kind": "seeds"},
                    "ripe": -20,
                    "seeds": 20,
                    "task": TASK,
                },
                {
                    "id": AWARD,
                    "at": NOON,
                    "reason": "award",
                    "amount": 20,
                    "debit": {"kind": "programme"},
                    "credit": {"kind": "ripe"},
                    "ripe": 20,
                    "seeds": 0,
                    "task": TASK,
                },
            ]
        },
        "given_to_a_charity": {
            "transfers": [
                {
                    "id": f"gift:meadow-relief:{HOLD}",
                    "at": NOON,
                    "reason": "gift",
                    "amount": 20,
                    "debit": {"kind": "seeds"},
                    "credit": {"kind": "charity", "id": "meadow-relief"},
                    "ripe": 0,
                    "seeds": -20,
                    "charity": "meadow-relief",
                }
            ]
        },
    },
    "Wanted": {
        "all_that_is_ripe": {},
        "one_award": {"awards": [AWARD]},
    },
    "Collected": {"all": {"collected": 20, "seeds": 70, "ripe": 0}},
    "MyScore": {
        "not_published_yet": {"available": False},
        "published": {
            "available": True,
            "cycle": "2026-03-03",
            "revision": 1,
            "published_at": NOON,
            "score": {
                "value": 352,
                "level": "seed",
                "start": 350,
                "parts": [
                    {
                        "name": "behaviour",
                        "points": 2,
                        "most": 150,
                        "lines": [
                            {
                                "kind": "task_completed",
                                "micro_points": 2_000_000,
                                "cap": 60,
                                "items": [
                                    {
                                        "evidence": AWARD,
                                        "source": "umbrella-kiosk",
                                        "at": NOON,
                                        "micro_points": 2_000_000,
                                    }
                                ],
                            }
                        ],
                    }
                ],
                "scheme": "sesame",
                "scheme_version": 1,
                "at": NOON,
            },
        },
    },
}
