"""What is supposed is scored by the engine itself: the same as if it had happened."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.economy import ScoreNumbers, WhatIfNumbers
from rewards.score.answer import NotAvailable, Score
from rewards.score.cushion import Last
from rewards.score.evidence import Evidence, Status
from rewards.score.evidence import EvidenceKind as Kind
from rewards.score.score import score
from rewards.score.sesame import SESAME
from rewards.score.what_if.life import Life
from rewards.score.what_if.refusals import (
    NothingToCure,
    SupposedEvidenceUnknown,
    TooMuchSupposed,
)
from rewards.score.what_if.suppose import suppose
from rewards.score.what_if.supposition import (
    Cure,
    Do,
    Doable,
    KeepRentals,
    Lose,
    ReturnLate,
    Supposition,
    Wait,
)
from tests.people import DAY, NOON
from tests.rewards.score.test_score import LIVES, piece

replace = msgspec.structs.replace
BARE = replace(SESAME, loss_max=None)
NUMBERS = ScoreNumbers(active_days_min=0, evidence_min=1)
WHAT_IF = NUMBERS.what_if
ALWAYS = piece(Kind.CONTACT_VERIFIED, 900, name="always")


def life(evidence: list[Evidence], scheme: Any = BARE, **more: Any) -> Life:
    numbers = replace(NUMBERS, scheme=scheme)
    given = {"active_days": 0, "numbers": numbers, "derive": lambda facts, _at: facts} | more
    return Life([*evidence, ALWAYS], at=NOON, **given)


def play(one: Life, *suppositions: Supposition, scheme: Any = BARE) -> Any:
    assert suppose(one, suppositions, scheme, WHAT_IF) is None
    return one.score()


def facts(*kinds: Kind, times: int = 1, days: int = 0, since: int = 0) -> list[Evidence]:
    """The same by hand: evenly over so many days, the last at their end."""
    began, whole = NOON + since * DAY, timedelta(days=days)
    return [
        Evidence(id=f"{kind}-{since}-{n}", kind=kind, at=began + whole * n / times, source="x")
        for n in range(1, times + 1)
        for kind in kinds
    ]


@given(
    LIVES,
    st.sampled_from(Doable),
    st.sampled_from([1, 2, 4, 5, 8]),
    st.integers(0, 300),
    st.booleans(),
    st.integers(0, 60),
)
def test_it_equals_the_engine_on_what_would_have_happened(evidence, kind, times, days, large, wait):
    supposed = (
        Do(kind=kind, times=times, days=days),
        KeepRentals(times=2, days=2, large=large),
        Wait(days=wait),
        ReturnLate(large=large),
    )
    kept = Kind.RENTAL_KEPT_LARGE if large else Kind.RENTAL_KEPT_SMALL
    after = days + 2
    happened = [
        *evidence,
        ALWAYS,
        *facts(kind.evidence, times=times, days=days),
        *facts(kept, Kind.RETURNED_ON_TIME, times=2, days=2, since=days),
        *facts(kept, Kind.RETURNED_LATE, since=after + wait),
    ]
    at = NOON + (after + wait) * DAY
    numbers = replace(NUMBERS, scheme=BARE)
    expected = score(happened, active_days=after + wait, at=at, numbers=numbers)
    found = play(life(evidence), *supposed)
    assert isinstance(expected, Score)
    assert (found.value, found.at) == (expected.value, at)
    assert sums(found) == sums(expected)


def sums(found: Score) -> list[tuple[str, int]]:
    return [(line.kind, line.micro_points) for part in found.parts for line in part.lines]


@given(LIVES, st.data())
def test_a_cure_and_a_loss_equal_the_engine(evidence, data):
    broken = [each for each in evidence if each.kind in (Kind.BREACH, Kind.NO_SHOW)]
    supposed: list[Supposition] = []
    happened = {each.id: each for each in [*evidence, ALWAYS]}
    if broken:
        cured = data.draw(st.sampled_from(broken))
        supposed.append(Cure(evidence=cured.id))
        happened[cured.id] = replace(cured, status=Status.CURED)
    lost = data.draw(st.sampled_from(evidence))
    supposed.append(Lose(evidence=lost.id))
    del happened[lost.id]
    try_ = life([each for each in evidence if (NOON - each.at).days < 729])
    known = [each for each in happened.values() if each.id in try_.evidence()]
    if any(each.evidence not in try_.evidence() for each in supposed):  # type: ignore[union-attr]
        return
    numbers = replace(NUMBERS, scheme=BARE)
    assert play(try_, *supposed) == score(known, active_days=0, at=NOON, numbers=numbers)


@given(LIVES, st.integers(350, 950), st.integers(0, 29))
def test_until_the_next_publication_the_cushion_is_the_engines(evidence, last, days):
    before = Last(value=last, scheme="sesame", at=NOON)
    at = NOON + days * DAY
    expected = score([*evidence, ALWAYS], active_days=days, at=at, numbers=NUMBERS, last=before)
    assert play(life(evidence, SESAME, last=before), Wait(days=days), scheme=SESAME) == expected


@pytest.mark.parametrize(
    ("days", "value"), [(0, 640), (27, 640 - 54), (30, 580), (60, 520), (90, 460), (180, 390)]
)
def test_month_by_month_a_score_falls_as_it_is_published(days, value):
    before = Last(value=640, scheme="sesame", at=NOON)
    assert play(life([], SESAME, last=before), Wait(days=days), scheme=SESAME).value == value


def test_what_is_derived_is_derived_at_each_time():
    """Months in state active go on by themselves while one waits."""

    def months(facts: Any, at: Any) -> list[Evidence]:
        return [*facts, *(piece(Kind.MONTH_ACTIVE, -30 * n, f"m{n}") for n in range(1, 9))]

    assert play(life([], derive=months), Wait(days=89)).value == 350 + 40 + 20
    assert play(life([], derive=months), Wait(days=90)).value == 350 + 40 + 30


def test_days_that_pass_count_as_active_ones():
    numbers = ScoreNumbers(active_days_min=30, evidence_min=1, scheme=BARE)
    one = life([], active_days=3, numbers=numbers)
    assert isinstance(one.score(), NotAvailable)
    assert isinstance(play(one.copy(), Wait(days=26)), NotAvailable)
    assert isinstance(play(one.copy(), Wait(days=27)), Score)


@given(LIVES)
def test_a_copy_goes_its_own_way(evidence):
    one = life(evidence, SESAME, last=Last(value=700, scheme="sesame", at=NOON - 3 * DAY))
    before = one.score()
    play(one.copy(), ReturnLate(), Lose(evidence="always"), Wait(days=100), scheme=SESAME)
    assert one.score() == before
    assert one.at == NOON


BROKEN = piece(Kind.BREACH, name="broken")


@pytest.mark.parametrize(
    ("supposed", "refused"),
    [
        ([Cure(evidence="other")], SupposedEvidenceUnknown(evidence="other")),
        ([Lose(evidence="other")], SupposedEvidenceUnknown(evidence="other")),
        ([Cure(evidence="always")], NothingToCure(evidence="always")),
        ([Cure(evidence="broken"), Cure(evidence="broken")], NothingToCure(evidence="broken")),
        (
            [Lose(evidence="broken"), Cure(evidence="broken")],
            SupposedEvidenceUnknown(evidence="broken"),
        ),
        ([Wait(days=1)] * 11, TooMuchSupposed(what="suppositions", wanted=11, most=10)),
        (
            [Do(kind=Doable.STREAK_WEEK, times=101)] * 2,
            TooMuchSupposed(what="times", wanted=202, most=200),
        ),
        (
            [Wait(days=300), KeepRentals(days=67)],
            TooMuchSupposed(what="days", wanted=367, most=366),
        ),
    ],
)
def test_what_cannot_be_supposed_is_refused(supposed, refused):
    assert suppose(life([BROKEN]), supposed, BARE, WHAT_IF) == refused


def test_at_the_bounds_nothing_is_refused():
    supposed = [Do(kind=Doable.TASK_COMPLETED, times=20, days=36)] * 10
    numbers = WhatIfNumbers(suppositions_max=10, times_max=200, days_max=360)
    assert suppose(life([]), supposed, BARE, numbers) is None
