"""Where a merchant stands, from step to step."""

from rewards.perks.merchants.refusals import MerchantSuspended
from rewards.perks.merchants.standing import (
    Standing,
    may_begin,
    registered,
    reinstated,
    represented,
    suspended,
)
from tests.people import DAY, NOON
from tests.rewards.perks.merchants.test_application import MADE

SUSPENDED = suspended("kiosk", None, because="no licence", at=NOON)


def test_of_whom_nothing_is_known_may_begin() -> None:
    assert may_begin(None) is None
    assert may_begin(Standing(id="kiosk")) is None


def test_a_suspension_holds_until_it_is_lifted() -> None:
    refused = may_begin(SUSPENDED)
    assert refused == MerchantSuspended(merchant="kiosk", since=NOON)
    assert "what has begun can be ended" in refused.detail()
    assert "no licence" not in refused.detail()  # members read it too
    after = reinstated(SUSPENDED)
    assert may_begin(after) is None
    assert after == Standing(id="kiosk")


def test_suspended_twice_is_suspended_once() -> None:
    assert suspended("kiosk", SUSPENDED, because="other", at=NOON + DAY) == SUSPENDED


def test_nothing_else_lifts_a_suspension() -> None:
    for after in (represented("kiosk", "Kim", SUSPENDED), registered("kiosk", MADE, SUSPENDED)):
        assert may_begin(after) == may_begin(SUSPENDED)


def test_an_approved_business_is_found_by_who_stands_for_it() -> None:
    after = registered("cellar", MADE, None)
    assert (after.application, after.person) == (MADE.id, "erikamustermann")
    assert represented("cellar", "", after).person == ""
