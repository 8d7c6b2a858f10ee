"""Examples of giving to charities."""

from typing import Any

from service.http.openapi.examples.values import CHARITY, HOLD, NOON

GIVING: dict[str, dict[str, Any]] = {
    "GiftWanted": {"twenty_seeds": {"charity": CHARITY, "seeds": 20}},
    "SeedsGiven": {
        "given": {"id": HOLD, "charity": CHARITY, "seeds": 20, "at": NOON, "available": 30}
    },
    "Charities": {
        "one_with_a_pool": {
            "charities": [
                {
                    "id": CHARITY,
                    "name": "Meadow Relief",
                    "given": 1_240,
                    "gifts": 57,
                    "redeemed": 1_000,
                    "balance": 240,
                    "counted_at": NOON,
                }
            ]
        }
    },
    "RedemptionWanted": {"a_hedge": {"seeds": 200, "what": "hedge-2026-03"}},
    "SeedsRedeemed": {
        "a_hedge": {"id": HOLD, "seeds": 200, "at": NOON, "balance": 40, "what": "hedge-2026-03"}
    },
    "RedemptionsPage": {
        "a_hedge": {
            "redemptions": [{"id": HOLD, "seeds": 200, "at": NOON, "what": "hedge-2026-03"}]
        }
    },
}
