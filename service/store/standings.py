"""What accounts have earned by tasks, as the stage of an aggregation over completions.

What was taken back of a completion does not count; what stays with the member does, as it counts
towards the next one. The time of its event does in any case: so a place inside a tie never depends
on whether a reversal came before or after a load.
"""

from datetime import datetime
from typing import Any

_KEPT = {"$subtract": ["$seeds", "$returned"]}


def standings_stage(until: datetime | None = None) -> dict[str, Any]:
    """A `$group` by account into `value` and `reached_at`.

    `until` is the cut-off of a result: what was revoked later still counts for it.
    """
    stands: dict[str, Any] = {"$eq": ["$revoked_at", None]}
    if until is not None:
        stands = {"$gte": [{"$ifNull": ["$revoked_at", until]}, until]}
    return {
        "$group": {
            "_id": "$account",
            "value": {"$sum": {"$cond": [stands, "$seeds", _KEPT]}},
            "reached_at": {"$max": "$event_at"},
        }
    }


EARNED: dict[str, Any] = {"$match": {"value": {"$gt": 0}}}
"""Who has earned nothing has no place."""
