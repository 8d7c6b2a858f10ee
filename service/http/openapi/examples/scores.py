"""Examples of publications: the head is signed with the key of the ledger's examples."""

from typing import Any

from service.http.openapi.examples.values import ID, NOON

PUBLISHED = {
    "head": {
        "cycle": "2026-03-03",
        "revision": 1,
        "cut_off": "2026-03-02T23:00:00Z",
        "published_at": NOON,
        "scheme": "sesame",
        "scheme_version": 1,
        "size": 2,
        "root": "ba5d246fdce405d65b1bcf3e1600c12810c09704dfd1dcdaa0a6abfc9acc1bad",
        "reason": "",
        "previous": "0" * 64,
        "key": "l1bsknzgDwO8CU4r",
    },
    "signature": "40" * 64,
}

PAST = {
    "cycle": "2026-03-03",
    "revision": 1,
    "cut_off": "2026-03-02T23:00:00Z",
    "published_at": NOON,
    "scheme": "sesame",
    "scheme_version": 1,
    "value": 352,
    "level": "sprout",
}

SCORES: dict[str, dict[str, Any]] = {
    "SignedScores": {"a_cycle": PUBLISHED},
    "PublicationsPage": {"one_cycle": {"publications": [PUBLISHED]}},
    "PublishedCycle": {"not_corrected": {"cycle": "2026-03-03", "revisions": [PUBLISHED]}},
    "ScoreHistory": {"one_cycle": {"scores": [PAST]}},
    "RevisionWanted": {
        "of_the_latest": {
            "cycle": "2026-03-03",
            "revision": 2,
            "cut_off": "2026-03-02T23:00:00Z",
        }
    },
    "ScoreProof": {
        "of_one_score": {
            "account": ID,
            "score": 352,
            "salt": "8360c4b0b2a3fbfeb3b28b76429311fa",
            "index": 0,
            "path": ["d046ed052406d0d7356bfd3936131f8af40bec047ed465c6aee84b7d30de7722"],
            "published": PUBLISHED,
            "public_key": "9mES2lyB6ZflK8TbJf-xYMJsexEgyC7X_tUtkEBhueI",
        }
    },
    "ProjectedScore": {
        "too_early": {
            "as_of": NOON,
            "available": False,
            "not_available": {
                "active_days": 3,
                "active_days_min": 30,
                "evidence": 1,
                "evidence_min": 3,
                "text": "A score needs 30 days and 3 pieces of evidence. There are 3 days and 1.",
                "ways": ["27 days more in state active."],
            },
        }
    },
}
