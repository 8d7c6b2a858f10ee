"""A score falls by 60 points a month and no faster, and what is held back is said."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.economy import ScoreNumbers
from rewards.score.answer import Cushion, Score
from rewards.score.cushion import Last, may_lose
from rewards.score.evidence import Evidence, EvidenceKind, Status
from rewards.score.score import score
from rewards.score.sesame import SESAME
from tests.people import DAY, NOON, RIVERSIDE_BIKES
from tests.rewards.score.test_score import LIVES, many, piece

replace = msgspec.structs.replace
NUMBERS = ScoreNumbers(active_days_min=0, evidence_min=1)
KNOWN = piece(EvidenceKind.CONTACT_VERIFIED, name="always")


def after(evidence: list[Evidence], value: int, *, days: int = 30, scheme: str = "sesame") -> Score:
    last = Last(value=value, scheme=scheme, at=NOON - days * DAY)
    found = score(evidence, active_days=400, at=NOON, numbers=NUMBERS, last=last)
    assert isinstance(found, Score)
    return found


@pytest.mark.parametrize(
    ("days", "loss"), [(-1, 0), (0, 0), (1, 2), (7, 14), (27, 54), (28, 60), (31, 60), (365, 60)]
)
def test_what_a_score_may_lose_by_the_days_since(days, loss):
    assert may_lose(days, 60) == loss


@pytest.mark.parametrize(
    ("last", "value", "points"), [(350, 390, 0), (450, 390, 0), (451, 391, 1), (700, 640, 250)]
)
def test_at_the_boundary(last, value, points):
    found = after([KNOWN], last)
    assert found.value == value
    assert found.cushion == Cushion(
        points=points, floor=last - 60, last=last, last_at=NOON - 30 * DAY
    )


def test_without_a_last_score_or_under_another_scheme_there_is_none():
    assert after([KNOWN], 700, scheme="points").cushion is None
    alone = score([KNOWN], active_days=400, at=NOON, numbers=NUMBERS)
    assert isinstance(alone, Score)
    assert alone.cushion is None


def test_a_scheme_without_it_falls_as_it_falls():
    bare = ScoreNumbers(active_days_min=0, evidence_min=1, scheme=replace(SESAME, loss_max=None))
    last = Last(value=700, scheme="sesame", at=NOON - 30 * DAY)
    found = score([KNOWN], active_days=400, at=NOON, numbers=bare, last=last)
    assert isinstance(found, Score)
    assert (found.value, found.cushion) == (390, None)


@given(LIVES, st.integers(350, 950), st.integers(0, 400))
def test_the_loss_limit_holds_and_every_point_is_named(evidence, last, days):
    found = after([*evidence, KNOWN], last, days=days)
    assert found.cushion is not None
    assert found.value >= last - may_lose(days, 60)
    parts = sum(part.points for part in found.parts)
    assert found.value == found.start + parts + found.cushion.points
    assert found.cushion.points == 0 or found.value == found.cushion.floor


@given(LIVES, st.integers(350, 950))
def test_a_promise_made_good_never_lowers_it(evidence, last):
    broken = replace(piece(EvidenceKind.BREACH, 200, "broken"), source=RIVERSIDE_BIKES)
    cured = replace(broken, status=Status.CURED)
    before, made_good = (after([*evidence, KNOWN, each], last) for each in (broken, cured))
    assert made_good.value >= before.value


def test_it_is_used_up_month_by_month():
    broken = [KNOWN, *many(EvidenceKind.MONTH_ACTIVE, 6), *many(EvidenceKind.BREACH, 6)]
    values, last = [], 600
    for _ in range(5):
        last = after(broken, last).value
        values.append(last)
    assert values == [540, 480, 420, 390, 390]
