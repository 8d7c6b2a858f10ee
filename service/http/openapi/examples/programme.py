"""The demo programme itself."""

from typing import Any

from service.http.absent import without_nulls
from service.http.openapi.examples.values import NOON
from service.programme import public
from service.programme_demo import DEMO

PROGRAMME: dict[str, dict[str, Any]] = {
    "Programme": {"demo": without_nulls(public(DEMO))},
    "ProgrammeVersions": {
        "one_announced": {
            "versions": [
                {
                    "version": 2,
                    "effective_at": "2026-04-01T00:00:00Z",
                    "announced_at": NOON,
                    "changes": [
                        {
                            "path": "numbers.ledger.ripe_days",
                            "how": "changed",
                            "sentence": "numbers.ledger.ripe_days: 30 -> 45",
                            "before": "30",
                            "after": "45",
                        }
                    ],
                },
                {"version": 1, "effective_at": "2026-01-01T00:00:00Z", "in_force": True},
            ]
        }
    },
    "ConsentText": {"to_be_scored": without_nulls(DEMO.consent_texts[1])},
}
