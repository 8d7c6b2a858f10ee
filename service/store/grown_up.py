"""Accounts that are not those of minors, in a query."""

from datetime import datetime
from typing import Any


def grown_up(at: datetime) -> dict[str, Any]:
    """Matches an account whose member is of age at `at`; see `service.members.minors`."""
    return {"$or": [{"adult_from": None}, {"adult_from": {"$lte": at}}]}
