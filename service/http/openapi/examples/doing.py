"""Examples of tasks, seeds and the score."""

from typing import Any

from service.http.openapi.examples.values import (
    A_MINUTE_LATER,
    A_MONTH_LATER,
    AWARD,
    CHARITY,
    HOLD,
    NOON,
    PSEUDONYM,
    TASK,
)

_COUNTED = {
    "task": TASK,
    "period": "2026-03-04",
    "state": "completed",
    "done": 1,
    "goal": 1,
    "seeds": 20,
}

DOING: dict[str, dict[str, Any]] = {
    "MyTasks": {
        "one_joined": {
            "day": "2026-03-04",
            "zone": "Europe/Berlin",
            "day_seeds": 20,
            "day_seeds_max": 500,
            "streak": {
                "current": 6,
                "best": 12,
                "freezes": 1,
                "done_today": True,
                "days_to_week": 1,
                "days_to_freeze": 8,
                "week_seeds": 25,
            },
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
                    "state": "completed",
                    "period": "2026-03-04",
                    "ends_on": "2026-03-04",
                    "done": 1,
                    "goal": 1,
                    "paid": 20,
                    "places": ["Umbrella Kiosk"],
                }
            ],
        }
    },
    "TaskJoined": {"joined": {"task": TASK, "at": NOON}},
    "TaskEvent": {
        "umbrella_returned": {"member": PSEUDONYM, "task": TASK, "event_at": NOON},
        "twelve_kilometres": {
            "member": PSEUDONYM,
            "task": "ride-100-km",
            "event": "ride-20260304-17",
            "event_at": NOON,
            "amount": 12_000,
        },
    },
    "EventBatch": {
        "one_done_and_one_taken_back": {
            "events": [
                {"member": PSEUDONYM, "task": TASK, "event": "till-2-831", "event_at": NOON},
                {
                    "member": PSEUDONYM,
                    "task": TASK,
                    "event": "till-2-829",
                    "event_at": NOON,
                    "reversed": True,
                },
            ]
        }
    },
    "EventCounted": {
        "first_of_the_day": {**_COUNTED, "already": False},
        "sent_again": {**_COUNTED, "already": True},
        "on_the_way": {
            "task": "ride-100-km",
            "period": "2026-02-26.28d",
            "state": "in_progress",
            "done": 12_000,
            "goal": 100_000,
            "seeds": 0,
            "already": False,
        },
        "more_than_a_day_pays": {
            **_COUNTED,
            "seeds": 5,
            "already": False,
            "asked": 20,
            "reduced_by": ["member_day"],
        },
    },
    "EventReversed": {
        "revoked": {
            "task": TASK,
            "period": "2026-03-04",
            "done": 0,
            "goal": 1,
            "counted": True,
            "revoked": True,
            "returned": 20,
        }
    },
    "QuizAnswers": {"three_questions": {"answers": [1, 2, 1]}},
    "QuizGraded": {
        "passed": {
            "task": "know-your-score",
            "period": "once",
            "right": 3,
            "pass_mark": 2,
            "passed": True,
            "tries_left": 2,
            "seeds": 15,
        }
    },
    "Declaration": {"a_glass": {"event": "glass-1", "event_at": NOON}},
    "NewZone": {"moved": {"zone": "Asia/Shanghai"}},
    "ZoneChanged": {
        "from_the_next_midnight": {"zone": "Asia/Shanghai", "from": "2026-03-04T23:00:00Z"}
    },
    "PurseView": {
        "ripe_and_collected": {
            "ripe": 20,
            "seeds": 50,
            "available": 50,
            "debt": 0,
            "basket": [{"award": AWARD, "seeds": 20, "withers_at": A_MONTH_LATER, "task": TASK}],
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
                    "id": f"gift:{CHARITY}:{HOLD}",
                    "at": NOON,
                    "reason": "gift",
                    "amount": 20,
                    "debit": {"kind": "seeds"},
                    "credit": {"kind": "charity", "id": CHARITY},
                    "ripe": 0,
                    "seeds": -20,
                    "charity": CHARITY,
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
                "level": "sprout",
                "start": 350,
                "text": "Your score is 352: 350 to begin with, and 2 points from its parts.",
                "start_text": "Everybody begins with 350 points.",
                "level_text": "That is level sprout, which begins at 350.",
                "next_level": {
                    "level": "sapling",
                    "at_least": 550,
                    "missing": 198,
                    "text": "Level sapling begins at 550: 198 points more.",
                },
                "ways": [
                    {
                        "kind": "contact_verified",
                        "micro_points": 40_000_000,
                        "text": "Contact verified: each one more adds 40 points, up to 40 points "
                        "more.",
                    }
                ],
                "parts": [
                    {
                        "name": "behaviour",
                        "title": "behaviour",
                        "text": "Behaviour: 2 points of at most 150 points.",
                        "points": 2,
                        "most": 150,
                        "least": 0,
                        "lines": [
                            {
                                "kind": "task_completed",
                                "title": "Tasks completed",
                                "text": "Tasks completed: 2 points of at most 60 points, from 1 "
                                "piece of evidence.",
                                "micro_points": 2_000_000,
                                "cap": 60,
                                "items": [
                                    {
                                        "evidence": AWARD,
                                        "source": "umbrella-kiosk",
                                        "at": NOON,
                                        "micro_points": 2_000_000,
                                        "status": "counted",
                                        "text": "4 March 2026, from Umbrella Kiosk: 2 points.",
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
