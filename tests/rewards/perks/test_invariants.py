"""I6: what a stored pass may say of its use."""

from datetime import timedelta

import msgspec
import pytest

from rewards.perks.invariants import redeemed_in_time
from rewards.perks.passes import Pass, PassState
from tests.people import NOON

MOMENT = timedelta(milliseconds=1)
MINUTE = timedelta(seconds=60)
OPEN = Pass(
    id="0" * 32,
    account="alice",
    perk="umbrella",
    merchant="umbrella-kiosk",
    issued_at=NOON,
    expires_at=NOON + MINUTE,
)


def used(at):
    return msgspec.structs.replace(OPEN, state=PassState.USED, used_at=at)


@pytest.mark.parametrize("shown", [OPEN, used(NOON), used(NOON + MINUTE - MOMENT)])
def test_open_or_used_in_time_is_right(shown):
    assert redeemed_in_time(shown) == []


@pytest.mark.parametrize(
    ("shown", "word"),
    [
        (used(None), "does not say when"),
        (msgspec.structs.replace(OPEN, used_at=NOON), "is not used"),
        (used(NOON - MOMENT), "before it was issued"),
        (used(NOON + MINUTE), "after its end"),
        (msgspec.structs.replace(OPEN, expires_at=NOON), "before it begins"),
    ],
)
def test_damage_is_found_and_the_secret_is_not_told(shown, word):
    (violation,) = redeemed_in_time(shown)
    assert (violation.invariant, violation.subject) == ("I6", "alice")
    assert word in violation.sentence
    assert OPEN.id not in violation.sentence
