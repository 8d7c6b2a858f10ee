"""Examples of joining and of agreeing."""

from typing import Any

from service.http.openapi.examples.values import (
    A_MONTH_LATER,
    A_YEAR_LATER,
    BOARD,
    CONTACT,
    ID,
    KIOSK,
    NAME,
    NOON,
    PSEUDONYM,
    ZONE,
    words_of,
)
from service.members.consents import Purpose
from service.members.erasure.erase import CONFIRMATION

REPORT: dict[str, Any] = {
    "id": ID,
    "at": NOON,
    "programme": "meadowland",
    "made_at": NOON,
    "key": "8JH0rDvA2sVx1bQe",
    "public_key": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
    "facts": [{"kind": "rental_kept", "at": NOON, "source": "lakeside", "status": "counted"}],
    "facts_in_all": 1,
    "scores": [{"cycle": "2026-02", "value": 512}],
}

MEMBERSHIP: dict[str, dict[str, Any]] = {
    "Enrolment": {
        "in_berlin": {
            "text_sha256": words_of(Purpose.ENROLMENT),
            "display_name": NAME,
            "zone": ZONE,
            "birth_year": 1990,
        }
    },
    "Activated": {"enrolled": {"state": "active", "display_name": NAME, "zone": ZONE}},
    "Me": {
        "just_signed_in": {
            "state": "pending",
            "state_at": NOON,
            "scored": False,
            "display_name": "",
            "zone": "UTC",
            "created_at": NOON,
        },
        "enrolled": {
            "state": "active",
            "state_at": NOON,
            "scored": True,
            "display_name": NAME,
            "zone": ZONE,
            "created_at": NOON,
            "active_since": NOON,
            "birth_year": 1990,
        },
    },
    "MembershipPaused": {"away_for_a_while": {"state": "paused", "state_at": NOON}},
    "MembershipResumed": {
        "after_a_month": {"state": "active", "state_at": A_MONTH_LATER, "seconds_given": 2_592_000}
    },
    "Muted": {"the_kiosk": {"muted": [KIOSK]}},
    "WhatIsWrong": {"not_me": {"statement": "I was not at this counter that day."}},
    "LookIsChallenged": {"open": {"look": ID, "at": NOON}},
    "ConsentsReviewed": {"this_year": {"reviewed_at": NOON, "next_at": "2027-03-04T12:00:00Z"}},
    "NewName": {"another_name": {"display_name": "Alice of the Lake"}},
    "Renamed": {"another_name": {"display_name": "Alice of the Lake"}},
    "ConsentGiven": {
        "a_merchant_reports_tasks": {
            "purpose": "task_events",
            "counterparty": KIOSK,
            "text_sha256": words_of(Purpose.TASK_EVENTS),
        },
        "a_merchant_asks_at_the_counter": {
            "purpose": "eligibility",
            "counterparty": KIOSK,
            "text_sha256": words_of(Purpose.ELIGIBILITY),
            "days": 90,
        },
        "be_scored": {
            "purpose": "score",
            "counterparty": "programme",
            "text_sha256": words_of(Purpose.SCORE),
        },
        "be_on_a_board": {
            "purpose": "board",
            "counterparty": BOARD,
            "text_sha256": words_of(Purpose.BOARD),
        },
    },
    "ConsentGranted": {
        "with_a_pseudonym": {
            "purpose": "task_events",
            "counterparty": KIOSK,
            "ends_at": A_MONTH_LATER,
            "pseudonym": PSEUDONYM,
        }
    },
    "ConsentWithdrawn": {
        "taken_back": {"purpose": "eligibility", "counterparty": KIOSK, "state": "active"}
    },
    "Forgetting": {
        "leaving_now": {"confirmation": CONFIRMATION},
        "never_agreed_to_anything": {},
    },
    "MemberErased": {
        "left": {"state": "erased", "erased_at": NOON, "contact_kept_until": A_YEAR_LATER},
        "never_agreed_to_anything": {"state": "erased", "erased_at": NOON},
    },
    "Report": {"brought_along": REPORT},
    "Imports": {"one": {"imports": [REPORT]}, "none": {"imports": []}},
    "ReportDropped": {"taken_back": {"report": REPORT["id"]}},
    "InboxPage": {
        "a_no_explained": {
            "messages": [
                {
                    "id": ID,
                    "kind": "perk_answered",
                    "at": NOON,
                    "texts": {
                        "merchant": "riverside-bikes",
                        "perk": "bicycle",
                        "answer": "no",
                        "level_not_reached.level": "sapling",
                    },
                    "numbers": {"level_not_reached.missing": 130},
                }
            ],
            "unread": 1,
        }
    },
    "Seen": {
        "all_that_is_on_the_screen": {"up_to": ID},
        "one_that_was_opened": {"messages": [ID]},
    },
    "MarkedSeen": {"three_were_new": {"seen": 3}},
    "ReachWanted": {
        "by_e_mail": {"contact": CONTACT},
        "no_more_pushes": {"push": False},
    },
    "ReachSet": {"by_e_mail_and_push": {"has_address": True, "email": True, "push": True}},
    "MyReach": {
        "by_e_mail_and_on_a_phone": {
            "address": "a…@example.com",
            "email": True,
            "push": True,
            "devices": [{"device": ID, "provider": "gateway"}],
        }
    },
    "AddressForgotten": {"there_is_none_now": {"has_address": False}},
    "PushTo": {
        "a_phone": {"provider": "gateway", "token": "fZ3kq0Yx:APA91bH-example"},
        "a_browser": {
            "provider": "webpush",
            "subscription": {
                "endpoint": "https://push.example.net/send/c2hvcnQ",
                "p256dh": "BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1Xbjhaz",
                "auth": "tBHItJI5svbpez7KI4CCXg",
            },
        },
    },
    "PushSet": {"a_phone": {"device": ID, "provider": "gateway"}},
    "PushForgotten": {"a_phone": {"device": ID}},
    "AccessLogPage": {
        "asked_at_a_counter": {
            "looks": [
                {
                    "id": ID,
                    "looker": "merchant",
                    "who": KIOSK,
                    "purpose": "eligibility",
                    "why": "umbrella",
                    "at": NOON,
                    "answered": "yes",
                }
            ]
        }
    },
}
