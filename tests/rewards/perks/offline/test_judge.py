"""A pass is judged by keys, time and place, and by nothing that a forger could choose."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from rewards.perks.offline.judge import Till, Unfit, Why, judge
from rewards.perks.offline.offline_pass import OfflinePass
from tests.rewards.ledger.days.helpers import KEY, OTHER_KEY
from tests.rewards.perks.offline.passes import ISSUED, PASS

SIGNED = KEY.sign_pass(PASS)
KEYS = {KEY.id: KEY.public, OTHER_KEY.id: OTHER_KEY.public}
HERE = Till(merchant=PASS.merchant, terminal=PASS.terminal, amount=PASS.amount)
MOMENT = timedelta(microseconds=1)


@pytest.mark.parametrize("till", [HERE, Till(), replace(HERE, amount=1), Till(amount=None)])
@pytest.mark.parametrize("at", [ISSUED, PASS.until - MOMENT])
def test_it_is_good_where_and_while_it_says(till: Till, at) -> None:
    assert judge(SIGNED, KEYS, till, at=at) == PASS


@pytest.mark.parametrize(
    ("till", "at", "why"),
    [
        (HERE, PASS.until, Why.ENDED),
        (HERE, PASS.until + timedelta(days=400), Why.ENDED),
        (replace(HERE, merchant="another"), ISSUED, Why.ELSEWHERE),
        (replace(HERE, terminal="till-8"), ISSUED, Why.ELSEWHERE),
        (replace(HERE, merchant=""), ISSUED, Why.ELSEWHERE),
        (replace(HERE, amount=PASS.amount + 1), ISSUED, Why.ABOVE),
    ],
)
def test_it_is_good_nowhere_else_and_for_no_more(till: Till, at, why: Why) -> None:
    found = judge(SIGNED, KEYS, till, at=at)
    assert isinstance(found, Unfit)
    assert found.why is why


@pytest.mark.parametrize(
    "changed",
    [
        {"id": "f" * 32},
        {"key": OTHER_KEY.id},
        {"perk": "car-free"},
        {"merchant": "another"},
        {"terminal": "till-8"},
        {"amount": 9_901},
        {"until": PASS.until + timedelta(seconds=1)},
    ],
)
def test_whatever_is_changed_it_is_not_signed(changed: dict[str, object]) -> None:
    forged = replace(SIGNED, said=replace(PASS, **changed))
    found = judge(forged, KEYS, Till(), at=ISSUED)
    assert isinstance(found, Unfit)
    assert found.why is Why.NOT_SIGNED


def test_every_word_of_it_is_among_what_is_changed_above() -> None:
    assert set(OfflinePass.__struct_fields__) == {
        *("id", "key", "perk", "merchant", "terminal", "amount", "until")
    }


def test_a_key_that_nobody_trusts_says_nothing_more() -> None:
    found = judge(SIGNED, {OTHER_KEY.id: OTHER_KEY.public}, HERE, at=PASS.until)
    assert isinstance(found, Unfit)
    assert found.why is Why.KEY_UNKNOWN
