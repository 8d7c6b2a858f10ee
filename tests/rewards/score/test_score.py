"""A score: exact, explained, the same in any order, and never worse for a kept promise."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.economy import ScoreNumbers
from rewards.score.answer import NotAvailable, Score
from rewards.score.decay import MICRO
from rewards.score.evidence import Evidence, EvidenceKind, Status
from rewards.score.score import score
from rewards.score.sesame import SESAME
from tests.people import DAY, MINUTE, NOON, UMBRELLA_KIOSK

NUMBERS = ScoreNumbers(active_days_min=0, evidence_min=1)
KEPT = [rule.kind for rule in SESAME.kinds if rule.points > 0]
BROKEN = [rule.kind for rule in SESAME.kinds if rule.points < 0]


def piece(kind: EvidenceKind, days_ago: int = 0, name: str = "e") -> Evidence:
    return Evidence(id=name, kind=kind, at=NOON - days_ago * DAY, source=UMBRELLA_KIOSK)


def many(kind: EvidenceKind, count: int, days_ago: int = 0) -> list[Evidence]:
    return [piece(kind, days_ago, f"{kind}-{number}") for number in range(count)]


def at_noon(evidence) -> Score:
    answer = score(evidence, active_days=400, at=NOON, numbers=NUMBERS)
    assert isinstance(answer, Score)
    return answer


def points(answer: Score, part: str) -> int:
    return next(each.points for each in answer.parts if each.name == part)


LIVES = st.lists(
    st.tuples(st.sampled_from(EvidenceKind), st.integers(0, 1_000 * 24 * 60)),
    min_size=1,
    max_size=80,
).map(
    lambda life: [
        Evidence(id=f"e{number}", kind=kind, at=NOON - ago * MINUTE, source=UMBRELLA_KIOSK)
        for number, (kind, ago) in enumerate(life)
    ]
)


@given(LIVES)
def test_the_parts_sum_exactly_and_stay_in_range(evidence):
    answer = at_noon([*evidence, piece(EvidenceKind.CONTACT_VERIFIED, name="always")])
    assert answer.value == answer.start + sum(part.points for part in answer.parts)
    assert 350 <= answer.value <= 950
    for part in answer.parts:
        total = sum(line.micro_points for line in part.lines)
        assert part.points == max(0, min(part.most, total // MICRO))
        for line in part.lines:
            items = sum(item.micro_points for item in line.items)
            assert line.micro_points == (min(items, line.cap * MICRO) if line.cap else items)


@given(LIVES.flatmap(lambda life: st.tuples(st.just(life), st.permutations(life))))
def test_the_order_of_evidence_never_matters(pair):
    first, other = (score(each, active_days=400, at=NOON, numbers=NUMBERS) for each in pair)
    assert first == other


@given(LIVES, st.sampled_from(KEPT), st.integers(0, 1_000))
def test_one_more_kept_promise_never_lowers_it(evidence, kind, days_ago):
    evidence = [*evidence, piece(EvidenceKind.CONTACT_VERIFIED, name="always")]
    more = [*evidence, piece(kind, days_ago, "one more")]
    assert at_noon(more).value >= at_noon(evidence).value


@given(LIVES, st.sampled_from(BROKEN), st.integers(0, 1_000))
def test_one_more_broken_promise_never_raises_it(evidence, kind, days_ago):
    evidence = [*evidence, piece(EvidenceKind.CONTACT_VERIFIED, name="always")]
    more = [*evidence, piece(kind, days_ago, "one more")]
    assert at_noon(more).value <= at_noon(evidence).value


@pytest.mark.parametrize(
    ("kind", "part", "one", "most"),
    [
        (EvidenceKind.MONTH_ACTIVE, "history", 10, 60),
        (EvidenceKind.RENTAL_KEPT_SMALL, "history", 6, 110),
        (EvidenceKind.RENTAL_KEPT_LARGE, "history", 14, 90),
        (EvidenceKind.TASK_COMPLETED, "behaviour", 2, 60),
        (EvidenceKind.CHARITY_TASK_COMPLETED, "behaviour", 4, 50),
        (EvidenceKind.STREAK_WEEK, "behaviour", 6, 40),
        (EvidenceKind.RETURNED_ON_TIME, "fulfilment", 6, 80),
        (EvidenceKind.PAID_ON_TIME, "fulfilment", 6, 60),
        (EvidenceKind.CONTACT_VERIFIED, "profile", 40, 40),
        (EvidenceKind.SECOND_FACTOR, "profile", 20, 20),
        (EvidenceKind.CONSENTS_REVIEWED, "profile", 30, 30),
        (EvidenceKind.INVITATION_QUALIFIED, "community", 5, 30),
    ],
)
def test_what_a_kept_promise_is_worth_and_where_its_kind_stops(kind, part, one, most):
    assert points(at_noon([piece(kind)]), part) == one
    assert points(at_noon(many(kind, 50)), part) == most


@pytest.mark.parametrize(
    ("status", "days_ago", "left"),
    [
        (Status.COUNTED, 0, 0),
        (Status.COUNTED, 365, 30),
        (Status.COUNTED, 729, 44),
        (Status.COUNTED, 730, 60),
        (Status.CURED, 0, 40),
        (Status.CURED, 90, 50),
        (Status.PROPOSED, 0, 60),
        (Status.CHALLENGED, 0, 60),
        (Status.REVERSED, 0, 60),
    ],
)
def test_a_breach_fades_and_is_gone_after_24_months(status, days_ago, left):
    months = many(EvidenceKind.MONTH_ACTIVE, 6)
    breach = msgspec.structs.replace(piece(EvidenceKind.BREACH, days_ago), status=status)
    assert points(at_noon([*months, breach]), "history") == left


@pytest.mark.parametrize(
    ("kind", "left"), [(EvidenceKind.RETURNED_LATE, 4), (EvidenceKind.NO_SHOW, 2)]
)
def test_small_slips_cost_little(kind, left):
    kept = many(EvidenceKind.RETURNED_ON_TIME, 2)
    assert points(at_noon([*kept, piece(kind)]), "fulfilment") == left


def test_a_part_never_falls_below_zero_into_the_others():
    evidence = [*many(EvidenceKind.BREACH, 5), piece(EvidenceKind.CONTACT_VERIFIED)]
    assert at_noon(evidence).value == 390


def test_the_best_life_reaches_the_top_and_no_further():
    answer = at_noon([each for kind in KEPT for each in many(kind, 60)])
    assert [part.points for part in answer.parts] == [210, 150, 120, 90, 30]
    assert (answer.value, answer.level) == (950, "canopy")


def test_a_day_is_24_hours_from_the_event():
    half_day = msgspec.structs.replace(
        piece(EvidenceKind.STREAK_WEEK), at=NOON - timedelta(hours=23, minutes=59)
    )
    assert points(at_noon([half_day]), "behaviour") == 6
    assert points(at_noon([piece(EvidenceKind.STREAK_WEEK, 1)]), "behaviour") == 5


def test_what_is_still_to_come_does_not_count():
    later = piece(EvidenceKind.BREACH, -1, "later")
    answer = at_noon([*many(EvidenceKind.MONTH_ACTIVE, 3), later])
    assert points(answer, "history") == 30


@pytest.mark.parametrize(
    ("active_days", "pieces", "available"),
    [(0, 0, False), (29, 3, False), (30, 2, False), (400, 0, False), (30, 3, True)],
)
def test_it_is_not_available_before_30_days_and_3_pieces(active_days, pieces, available):
    evidence = many(EvidenceKind.TASK_COMPLETED, pieces)
    answer = score(evidence, active_days=active_days, at=NOON, numbers=ScoreNumbers())
    assert isinstance(answer, Score) is available
    if isinstance(answer, NotAvailable):
        assert answer == NotAvailable(
            active_days=active_days, active_days_min=30, evidence=pieces, evidence_min=3
        )
        assert str(active_days) in answer.sentence()


def test_the_future_does_not_make_it_available():
    evidence = many(EvidenceKind.TASK_COMPLETED, 3, days_ago=-1)
    answer = score(evidence, active_days=30, at=NOON, numbers=ScoreNumbers())
    assert isinstance(answer, NotAvailable)
    assert answer.evidence == 0


def test_a_piece_is_named_with_its_source():
    answer = at_noon([piece(EvidenceKind.TASK_COMPLETED, 60, "task:tour:alice:once")])
    (line,) = next(part.lines for part in answer.parts if part.name == "behaviour")
    (item,) = line.items
    assert (item.evidence, item.source) == ("task:tour:alice:once", UMBRELLA_KIOSK)
    assert item.micro_points == 1 * MICRO
