"""A voucher of Alice's, and the short words for what becomes of it."""

from datetime import datetime
from typing import Any

import msgspec

from rewards.ledger.lots import Lot
from rewards.ledger.purse import Purse, with_lots
from rewards.perks.perk import Context, Perk, PerkKind
from rewards.perks.terms.voucher import VoucherTerms
from rewards.perks.vouchers.buy import Order, buy
from rewards.perks.vouchers.give_back import expire_voucher, refund_voucher, return_voucher
from rewards.perks.vouchers.redeem import redeem
from rewards.perks.vouchers.voucher import Step, VoucherState
from tests.people import ALICE, DAY, MINUTE, NOON, UMBRELLA_KIOSK
from tests.rewards.ledger.helpers import NUMBERS

SOON, LATE = NOON + 2 * DAY, NOON + 60 * DAY
PURSE = with_lots(Purse(), (Lot(expires_at=SOON, amount=10), Lot(expires_at=LATE, amount=90)))
COFFEE = Perk(
    id="coffee",
    kind=PerkKind.VOUCHER,
    context=Context.EVERYDAY,
    merchants=(UMBRELLA_KIOSK,),
    title="Coffee",
    terms="One cup.",
    voucher=VoucherTerms(seeds=40, days=14),
)
END = NOON + 14 * DAY


def coffee(**changed: Any) -> Perk:
    return msgspec.structs.replace(COFFEE, **changed)


def order(**changed: str) -> Order:
    given = {"id": "v1", "account": ALICE.account, "merchant": UMBRELLA_KIOSK, "code": "0" * 16}
    return Order(**given | changed)


def bought(perk: Perk = COFFEE, *, purse: Purse = PURSE, at: datetime = NOON) -> Step:
    step = buy(purse, perk, order(), at=at)
    assert isinstance(step, Step), step
    return step


def redeemed(step: Step, *, at: datetime = NOON + MINUTE, **changed: Any) -> Any:
    given: dict[str, Any] = {"merchant": UMBRELLA_KIOSK, "windows": (), "zone": "UTC"}
    return redeem(step.voucher, step.moved.purse, at=at, **given | changed)


def returned(step: Step, *, at: datetime = NOON + MINUTE) -> Any:
    return return_voucher(step.voucher, step.moved.purse, at=at, numbers=NUMBERS)


def refunded(step: Step, *, at: datetime = NOON + 2 * MINUTE) -> Any:
    return refund_voucher(step.voucher, step.moved.purse, at=at, numbers=NUMBERS)


def expired(step: Step, *, at: datetime = END) -> Any:
    return expire_voucher(step.voucher, step.moved.purse, at=at, numbers=NUMBERS)


def in_state(state: VoucherState) -> Step:
    step = bought()
    match state:
        case VoucherState.HELD:
            return step
        case VoucherState.REDEEMED:
            found = redeemed(step)
        case VoucherState.RETURNED:
            found = returned(step)
        case VoucherState.REFUNDED:
            found = refunded(step)
        case VoucherState.EXPIRED:
            found = expired(step)
    assert isinstance(found, Step), found
    return found
