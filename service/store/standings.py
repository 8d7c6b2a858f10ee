"""What accounts have earned by tasks, as the stage of an aggregation over completions.

Seeds of a revoked completion do not count, but the time of its event does: so a place inside a tie
never depends on whether a reversal came before or after a load.
"""

from datetime import datetime
from typing import Any


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
            "value": {"$sum": {"$cond": [stands, "$seeds", 0]}},
            "reached_at": {"$max": "$event_at"},
        }
    }


EARNED: dict[str, Any] = {"$match": {"value": {"$gt": 0}}}
"""Who has earned nothing has no place."""
