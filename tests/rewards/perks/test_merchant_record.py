"""A merchant's record: each appeal once, when it is over; another's silence is nobody's fault."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.perks.merchant_record import MerchantRecord, record
from rewards.score.standing.answer import answer
from rewards.score.standing.challenge import Challenge, ChallengeState
from rewards.score.standing.decide import decide, lapse
from tests.people import DAY, HOUR, NOON, UMBRELLA_KIOSK
from tests.rewards.score.standing.pieces import NUMBERS, challenged

NEW = MerchantRecord(id=UMBRELLA_KIOSK)
MADE = challenged(NOON)


def answered(*, insists: bool, after: timedelta = 2 * HOUR) -> Challenge:
    found = answer(MADE, statement="so", insists=insists, at=NOON + after, numbers=NUMBERS)
    assert isinstance(found, Challenge)
    return found


def ended(found: object) -> Challenge:
    assert isinstance(found, Challenge)
    return found


INSISTED = answered(insists=True)
UPHELD = ended(decide(INSISTED, upheld=True, reason="seen", at=NOON + DAY))
OVERRULED = ended(decide(INSISTED, upheld=False, reason="seen", at=NOON + DAY))
SILENT = ended(lapse(MADE, at=NOON + 7 * DAY))
OPERATORS_SILENT = ended(lapse(INSISTED, at=NOON + 40 * DAY))
WITHDRAWN = answered(insists=False)


@pytest.mark.parametrize(
    ("appeal", "numbers"),
    [
        # appeals, lost, silent, withdrawn, answered, seconds
        (UPHELD, (1, 0, 0, 0, 1, 7_200)),
        (OVERRULED, (1, 1, 0, 0, 1, 7_200)),
        (SILENT, (1, 1, 1, 0, 0, 0)),
        (OPERATORS_SILENT, (1, 0, 0, 0, 1, 7_200)),
        (WITHDRAWN, (1, 0, 0, 1, 1, 7_200)),
    ],
)
def test_an_appeal_is_counted_as_it_ended(appeal: Challenge, numbers: tuple[int, ...]) -> None:
    after = record(NEW, appeal)
    assert msgspec.structs.astuple(after) == (UMBRELLA_KIOSK, *numbers, 1)


@pytest.mark.parametrize("open_", [MADE, INSISTED])
def test_one_that_is_open_says_nothing_of_anybody(open_: Challenge) -> None:
    assert open_.state in {ChallengeState.ASKED, ChallengeState.REFERRED}
    with pytest.raises(ValueError, match=r"is (asked|referred)"):
        record(NEW, open_)


def test_another_merchants_appeal_is_not_this_ones() -> None:
    with pytest.raises(ValueError, match="said"):
        record(MerchantRecord(id="bicycles"), UPHELD)


def test_who_has_answered_nothing_has_no_time() -> None:
    assert NEW.mean_answer_minutes is None
    assert record(NEW, SILENT).mean_answer_minutes is None


@given(st.lists(st.integers(0, 7 * 86_400 - 1), min_size=1, max_size=20))
def test_the_mean_is_that_of_all_answers_rounded_down(seconds: list[int]) -> None:
    kept = NEW
    for each in seconds:
        kept = record(kept, answered(insists=False, after=timedelta(seconds=each)))
    assert (kept.appeals, kept.withdrawn, kept.lost) == (len(seconds), len(seconds), 0)
    assert kept.mean_answer_minutes == int(sum(seconds) / len(seconds) // 60)
