"""A merchant's rentals that ended in a time, counted by the database."""

from datetime import datetime
from typing import Any

from rewards.perks.rentals.claim import ClaimKind
from rewards.perks.rentals.rental import RentalState
from rewards.perks.rentals.statement import ENDED, Ended
from service.store.schema.page import RENTALS
from service.store.store import Store

BY_END = "merchant_1_state_1_state_at_1"


async def ended_rentals(
    store: Store, merchant: str, starts_at: datetime, ends_at: datetime
) -> list[Ended]:
    """Those of `merchant`, from `starts_at` until before `ends_at`; read through one index."""
    match = {
        "merchant": merchant,
        "state": {"$in": [state.value for state in ENDED]},
        "state_at": {"$gte": starts_at, "$lt": ends_at},
    }
    alike = {
        "perk": "$perk",
        "state": "$state",
        "claim": {"$ifNull": ["$claim.kind", None]},
    }
    stages: list[dict[str, Any]] = [
        {"$match": match},
        {
            "$group": {
                "_id": alike,
                "rentals": {"$sum": 1},
                "amount": {"$sum": {"$ifNull": ["$claim.amount_minor", 0]}},
            }
        },
    ]
    return [_ended(raw) async for raw in store.pipeline(RENTALS, stages, hint=BY_END)]


def _ended(raw: dict[str, Any]) -> Ended:
    alike, claim = raw["_id"], raw["_id"]["claim"]
    return Ended(
        perk=alike["perk"],
        state=RentalState(alike["state"]),
        claim=None if claim is None else ClaimKind(claim),
        rentals=int(raw["rentals"]),
        amount_minor=int(raw["amount"]),
    )
