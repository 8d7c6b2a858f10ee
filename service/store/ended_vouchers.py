"""A merchant's vouchers that were redeemed or refunded in a time, counted by the database."""

from datetime import datetime
from typing import Any

from rewards.perks.vouchers.statement import GivenBack, Taken
from rewards.perks.vouchers.voucher import VoucherState
from service.store.schema.page import VOUCHERS
from service.store.store import Store

BY_REDEMPTION, BY_REFUND = "merchant_1_redeemed_at_1", "merchant_1_state_1_state_at_1"


async def redeemed_vouchers(
    store: Store, merchant: str, starts_at: datetime, ends_at: datetime
) -> list[Taken]:
    """Those redeemed at `merchant` from `starts_at` until before `ends_at`; one that is refunded
    later stays where it is."""
    within = {"$type": "date", "$gte": starts_at, "$lt": ends_at}
    stages: list[dict[str, Any]] = [
        {"$match": {"merchant": merchant, "redeemed_at": within}},
        {"$group": {"_id": "$perk", "vouchers": {"$sum": 1}, "seeds": {"$sum": "$seeds"}}},
    ]
    return [
        Taken(perk=raw["_id"], vouchers=int(raw["vouchers"]), seeds=int(raw["seeds"]))
        async for raw in store.pipeline(VOUCHERS, stages, hint=BY_REDEMPTION)
    ]


async def refunded_vouchers(
    store: Store, merchant: str, starts_at: datetime, ends_at: datetime
) -> list[GivenBack]:
    """Those that `merchant` refunded in the time; nothing follows a refund."""
    match = {
        "merchant": merchant,
        "state": VoucherState.REFUNDED.value,
        "state_at": {"$gte": starts_at, "$lt": ends_at},
    }
    alike = {"perk": "$perk", "redeemed": {"$ne": ["$redeemed_at", None]}}
    stages: list[dict[str, Any]] = [
        {"$match": match},
        {"$group": {"_id": alike, "vouchers": {"$sum": 1}, "seeds": {"$sum": "$seeds"}}},
    ]
    return [
        GivenBack(
            perk=raw["_id"]["perk"],
            redeemed=raw["_id"]["redeemed"],
            vouchers=int(raw["vouchers"]),
            seeds=int(raw["seeds"]),
        )
        async for raw in store.pipeline(VOUCHERS, stages, hint=BY_REFUND)
    ]
