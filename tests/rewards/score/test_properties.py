"""What holds of every score, whatever happened, however it stands and whatever it was before."""

import random
from datetime import timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from rewards.economy import ScoreNumbers
from rewards.score.answer import Score
from rewards.score.cushion import Last, may_lose
from rewards.score.decay import MICRO
from rewards.score.evidence import Evidence, EvidenceKind, Status
from rewards.score.score import score
from rewards.score.sesame import SESAME
from tests.people import DAY, MINUTE, NOON, UMBRELLA_KIOSK

NUMBERS = ScoreNumbers(active_days_min=0, evidence_min=1)
KEPT = [rule.kind for rule in SESAME.kinds if rule.points > 0]
BROKEN = [rule.kind for rule in SESAME.kinds if rule.points < 0]
ALWAYS = Evidence(
    id="always", kind=EvidenceKind.CONTACT_VERIFIED, at=NOON - 1_500 * DAY, source="app"
)


def fact(id_: str, kind: EvidenceKind, ago: int, status: Status) -> Evidence:
    return Evidence(id=id_, kind=kind, at=NOON - ago * MINUTE, source=UMBRELLA_KIOSK, status=status)


ages = st.integers(0, 1_000 * 24 * 60)
statuses = st.sampled_from(Status)
LIVES = st.lists(st.tuples(st.sampled_from(EvidenceKind), ages, statuses), max_size=60).map(
    lambda life: [ALWAYS, *(fact(f"e{n}", *each) for n, each in enumerate(life))]
)
LASTS = st.one_of(
    st.none(),
    st.builds(
        Last,
        value=st.integers(350, 950),
        scheme=st.sampled_from(["sesame", "points"]),
        at=st.integers(0, 400).map(lambda days: NOON - days * DAY),
    ),
)


def scored(evidence, last=None, at=NOON) -> Score:
    found = score(evidence, active_days=400, at=at, numbers=NUMBERS, last=last)
    assert isinstance(found, Score)
    return found


def with_status(each: Evidence, status: Status) -> Evidence:
    return msgspec.structs.replace(each, status=status)


@given(LIVES, LASTS)
def test_start_parts_and_cushion_sum_exactly_and_stay_in_range(evidence, last):
    found = scored(evidence, last)
    held = found.cushion.points if found.cushion else 0
    assert found.value == found.start + sum(part.points for part in found.parts) + held
    assert SESAME.lowest <= found.value <= SESAME.highest
    for part in found.parts:
        total = sum(line.micro_points for line in part.lines)
        assert part.points == max(0, min(part.most, total // MICRO))


@given(LIVES, LASTS, st.randoms(use_true_random=False))
def test_order_never_matters_not_even_to_the_explanation(evidence, last, dice: random.Random):
    shuffled = list(evidence)
    dice.shuffle(shuffled)
    assert scored(shuffled, last) == scored(evidence, last)


@given(LIVES, LASTS, st.sampled_from(KEPT), ages, statuses)
def test_one_more_kept_promise_never_lowers_it(evidence, last, kind, ago, status):
    more = [*evidence, fact("more", kind, ago, status)]
    assert scored(more, last).value >= scored(evidence, last).value


@given(LIVES, LASTS, st.sampled_from(BROKEN), ages)
def test_no_way_that_a_penalty_can_go_is_worse_than_counting_it(evidence, last, kind, ago):
    counted = scored([*evidence, fact("p", kind, ago, Status.COUNTED)], last).value
    cured = scored([*evidence, fact("p", kind, ago, Status.CURED)], last).value
    without = scored(evidence, last).value
    assert counted <= cured <= without
    for status in (Status.PROPOSED, Status.CHALLENGED, Status.REVERSED):
        assert scored([*evidence, fact("p", kind, ago, status)], last).value == without


@given(LIVES, LASTS, st.integers(0, 59))
def test_curing_challenging_or_reversing_any_penalty_never_lowers_a_score(evidence, last, which):
    broken = [n for n, each in enumerate(evidence) if each.kind in BROKEN]
    if not broken:
        return
    n = broken[which % len(broken)]
    before = with_status(evidence[n], Status.COUNTED)
    value = scored([*evidence[:n], before, *evidence[n + 1 :]], last).value
    for status in (Status.CURED, Status.CHALLENGED, Status.PROPOSED, Status.REVERSED):
        after = [*evidence[:n], with_status(before, status), *evidence[n + 1 :]]
        assert scored(after, last).value >= value


@given(LIVES, st.integers(0, 600), st.integers(1, 60))
def test_a_broken_promise_only_ever_fades(evidence, days, more):
    kept = [each for each in evidence if each.kind not in BROKEN]
    for kind in BROKEN:
        for status in (Status.COUNTED, Status.CURED):
            broken = fact("b", kind, 0, status)

            def weight(at, broken=broken):
                # What it takes from this life, in the micro-points of its line.
                lines = [
                    line for part in scored([*kept, broken], at=at).parts for line in part.lines
                ]
                return next((-one.micro_points for one in lines if one.kind == broken.kind), 0)

            early, late = NOON + days * DAY, NOON + (days + more) * DAY
            assert 0 <= weight(late) <= weight(early)


def test_every_breach_is_gone_after_24_months_and_a_cured_one_is_next_to_nothing_by_then():
    breach = [ALWAYS, fact("b", EvidenceKind.BREACH, 0, Status.COUNTED)]
    cured = [ALWAYS, fact("b", EvidenceKind.BREACH, 0, Status.CURED)]
    days = timedelta(days=730)

    def line(evidence, at) -> int:
        lines = [line for part in scored(evidence, at=at).parts for line in part.lines]
        return sum(one.micro_points for one in lines if one.kind is EvidenceKind.BREACH)

    assert line(breach, NOON + days - MINUTE) < -14 * MICRO
    assert line(breach, NOON + days) == 0
    assert -MICRO // 10 < line(cured, NOON + days - MINUTE) < 0
    assert line(cured, NOON + days) == 0


@given(LIVES, st.integers(350, 950), st.integers(0, 400))
def test_the_loss_limit_holds_whatever_happened(evidence, value, days):
    last = Last(value=value, scheme="sesame", at=NOON - days * DAY)
    found = scored(evidence, last)
    assert SESAME.loss_max == 60
    assert found.value >= value - may_lose(days, 60) >= value - 60
    assert found.cushion is not None
    # It holds back, and never gives: without it the score is what evidence says.
    rest = scored(evidence).value
    assert found.value == max(rest, value - may_lose(days, 60))
