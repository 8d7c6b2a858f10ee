"""The check of vouchers finds damage, whichever side it was done on."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from rewards.perks.vouchers.invariants import (
    expired_in_time,
    held_is_known,
    never_oversold,
    redeemed_in_time,
    voucher_is_booked,
)
from rewards.perks.vouchers.voucher import Step, Voucher, VoucherState
from tests.people import ALICE, HOUR, MS, NOON
from tests.rewards.perks.vouchers.deal import END, bought, in_state, redeemed, refunded

HELD = bought()
TAKEN = redeemed(HELD)
BACK = refunded(TAKEN)
WHOLE = [(HELD,), (HELD, TAKEN), (HELD, TAKEN, BACK)] + [
    (HELD, in_state(each)) for each in VoucherState if each is not VoucherState.HELD
]


def booked(*steps: Step) -> dict[str, Any]:
    return {each.id: each for step in steps for each in step.moved.transfers}


def said(found: Any) -> list[tuple[str, str]]:
    return [(each.invariant, each.sentence) for each in found]


@pytest.mark.parametrize("steps", WHOLE)
def test_what_is_right_is_green(steps: tuple[Step, ...]) -> None:
    last = steps[-1].voucher
    assert voucher_is_booked([last], booked(*steps)) == []
    assert redeemed_in_time(last) == []
    known = (last.id,) if last.state is VoucherState.HELD else ()
    assert held_is_known(ALICE.account, known, [last]) == []


@pytest.mark.parametrize("steps", WHOLE)
def test_each_booking_that_is_missing_is_found(steps: tuple[Step, ...]) -> None:
    every = booked(*steps)
    for id_ in every:
        left = {each: row for each, row in every.items() if each != id_}
        [(invariant, sentence)] = said(voucher_is_booked([steps[-1].voucher], left))
        assert invariant == "I2"
        assert f"{id_} is not booked" in sentence


def test_what_is_booked_and_was_not_done_is_found() -> None:
    every = booked(HELD, TAKEN, BACK)
    assert len(voucher_is_booked([HELD.voucher], every)) == 3
    assert said(voucher_is_booked([], booked(HELD))) == [
        ("I2", "is booked, and no voucher says so")
    ]


def test_another_amount_is_found_on_each_side() -> None:
    dear = msgspec.structs.replace(HELD.voucher, seeds=41)
    assert said(voucher_is_booked([dear], booked(HELD))) == [
        ("I2", f"is of 41 seeds, 40 are booked by {HELD.voucher.paid.id}"),
        ("I2", "is of 41 seeds, 40 came from lots"),
    ]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"redeemed_at": None}, "is redeemed and does not say when"),
        ({"redeemed_at": NOON - MS}, "was redeemed before it was bought"),
        ({"redeemed_at": END}, "was redeemed after its end"),
        ({"state": VoucherState.HELD}, "is held and says that it was redeemed"),
    ],
)
def test_redeemed_out_of_time_is_found(changed: dict[str, Any], sentence: str) -> None:
    wrong: Voucher = msgspec.structs.replace(TAKEN.voucher, **changed)
    assert said(redeemed_in_time(wrong)) == [("I6", sentence)]


def test_one_that_the_account_does_not_name_or_names_in_vain() -> None:
    assert len(held_is_known(ALICE.account, (), [HELD.voucher])) == 1
    assert len(held_is_known(ALICE.account, ("v1",), [TAKEN.voucher])) == 1
    assert len(held_is_known(ALICE.account, ("v1", "v1"), [HELD.voucher])) == 1


def test_one_that_is_held_long_after_its_end() -> None:
    grace = timedelta(hours=1)
    late = END + HOUR
    assert expired_in_time(HELD.voucher, at=late, grace=grace) == []
    found = expired_in_time(HELD.voucher, at=late + MS, grace=grace)
    assert said(found) == [("I5", f"is held and ended at {END.isoformat()}")]
    assert expired_in_time(TAKEN.voucher, at=late + MS, grace=grace) == []


def test_more_out_than_were_taken() -> None:
    assert never_oversold("coffee", sold=2, taken=2) == []
    assert said(never_oversold("coffee", sold=3, taken=2)) == [
        ("I6", "3 vouchers of its stock are out, 2 were taken")
    ]
