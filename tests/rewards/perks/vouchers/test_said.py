"""What is said of vouchers, word for word."""

import pytest

from rewards.perks.vouchers.refusals import (
    BoughtNotShown,
    CostsNoSeeds,
    HadEnough,
    LevelAsked,
    MerchantNotNamed,
    MistypedVoucher,
    NotReturnable,
    SoldOut,
    TooManyVouchers,
    TooManyWrongVouchers,
    VoucherClosedNow,
    VoucherUnknown,
    WrongVoucherState,
)
from tests.people import NOON

AT = NOON.isoformat()


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        (
            CostsNoSeeds(perk="umbrella"),
            "umbrella costs no seeds: open a pass for it at its merchant.",
        ),
        (
            BoughtNotShown(perk="coffee"),
            "No pass opens coffee: a voucher is bought first, facts are shared.",
        ),
        (
            MerchantNotNamed(perk="coffee", merchants=("a", "b")),
            "Name the merchant at which coffee is wanted: a, b.",
        ),
        (
            SoldOut(perk="coffee", stock=5),
            "All 5 of coffee are gone: try again later, some may come back.",
        ),
        (
            HadEnough(perk="coffee", uses=2, days=7, free_at=NOON),
            f"coffee can be had 2 times in 7 days: again from {AT} on.",
        ),
        (
            LevelAsked(perk="coffee", level="sapling"),
            "coffee asks for level sapling: the list of your perks says what is missing.",
        ),
        (
            TooManyVouchers(held=20, most=20),
            "20 vouchers are held and 20 are allowed: use or return one.",
        ),
        (
            VoucherUnknown(),
            "Nothing can be redeemed or changed under this: look at your list of vouchers.",
        ),
        (MistypedVoucher(), "A digit of the code is wrong: type its 16 digits again."),
        (
            TooManyWrongVouchers(until=NOON),
            f"Too many codes that redeem nothing came from here: try again from {AT} on.",
        ),
        (
            VoucherClosedNow(opens_at=NOON),
            f"It can be redeemed at other hours: next from {AT} on.",
        ),
        (
            NotReturnable(ends_at=NOON),
            "By its terms this voucher is not taken back. What is not redeemed is given back by "
            f"itself at {AT}.",
        ),
        (
            WrongVoucherState(state="held", wanted="held", allowed=("expired", "redeemed")),
            "A voucher that is held cannot become held; it can be: expired, redeemed.",
        ),
        (
            WrongVoucherState(state="expired", wanted="returned", allowed=()),
            "A voucher that is expired cannot become returned; it can be: nothing: it has ended.",
        ),
    ],
)
def test_it_says(refusal, sentence):  # type: ignore[no-untyped-def]
    assert refusal.detail() == sentence
