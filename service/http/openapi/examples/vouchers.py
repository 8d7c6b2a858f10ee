"""Examples of vouchers: bought, redeemed, given back."""

from typing import Any

from service.http.openapi.examples.values import KIOSK, NOON, VOUCHER

CODE = "0481516234200021"

BOUGHT = {
    "id": VOUCHER,
    "perk": "coffee",
    "merchant": KIOSK,
    "seeds": 8,
    "at": NOON,
    "ends_at": "2026-03-18T12:00:00Z",
    "state": "held",
    "state_at": NOON,
}
REDEEMED = BOUGHT | {
    "state": "redeemed",
    "state_at": "2026-03-05T08:30:00Z",
    "redeemed_at": "2026-03-05T08:30:00Z",
}
MINE = BOUGHT | {"returnable": False, "code": CODE}

OF_VOUCHERS: dict[str, dict[str, Any]] = {
    "VoucherWanted": {
        "an_appointment": {"perk": "visa-appointment"},
        "a_coffee_at_the_kiosk": {"perk": "coffee", "merchant": KIOSK},
    },
    "MyVoucher": {
        "to_be_shown": MINE,
        "given_back": BOUGHT
        | {"state": "returned", "state_at": "2026-03-04T13:00:00Z", "returnable": True},
    },
    "MyVouchers": {"one_held": {"vouchers": [MINE]}, "none": {"vouchers": []}},
    "VoucherShown": {"scanned_or_typed": {"code": CODE}},
    "VoucherView": {"redeemed": REDEEMED, "bought": BOUGHT},
    "VouchersPage": {"one_redeemed": {"vouchers": [REDEEMED]}, "none": {"vouchers": []}},
}
