"""The scheme `sesame` at its boundaries: every level's bound, every cap, every half-life."""

from datetime import timedelta

import pytest

from rewards.economy import ScoreNumbers
from rewards.score.answer import Line, Score
from rewards.score.decay import MICRO, decay
from rewards.score.evidence import Evidence, EvidenceKind, Status
from rewards.score.level import level_of
from rewards.score.scheme import lint_scheme
from rewards.score.score import score
from rewards.score.sesame import SESAME
from tests.people import DAY, NOON

NUMBERS = ScoreNumbers(active_days_min=0, evidence_min=1)
MS = timedelta(milliseconds=1)
K = EvidenceKind

# DESIGN's own table, typed again: what the scheme says must be this.
TABLE = {
    K.MONTH_ACTIVE: ("history", 10, None, 60),
    K.RENTAL_KEPT_SMALL: ("history", 6, 730, 110),
    K.RENTAL_KEPT_LARGE: ("history", 14, 730, 90),
    K.BREACH: ("history", -60, 365, None),
    K.TASK_COMPLETED: ("behaviour", 2, 60, 60),
    K.CHARITY_TASK_COMPLETED: ("behaviour", 4, 180, 50),
    K.STREAK_WEEK: ("behaviour", 6, 60, 40),
    K.RETURNED_ON_TIME: ("fulfilment", 6, 90, 80),
    K.PAID_ON_TIME: ("fulfilment", 6, 90, 60),
    K.RETURNED_LATE: ("fulfilment", -8, 60, None),
    K.NO_SHOW: ("fulfilment", -10, 60, None),
    K.CONTACT_VERIFIED: ("profile", 40, None, 40),
    K.SECOND_FACTOR: ("profile", 20, None, 20),
    K.CONSENTS_REVIEWED: ("profile", 30, 365, 30),
    K.INVITATION_QUALIFIED: ("community", 5, 365, 30),
}
MOST = {"history": 210, "behaviour": 150, "fulfilment": 120, "profile": 90, "community": 30}
RULES = {rule.kind: rule for rule in SESAME.kinds}
CAPPED = [kind for kind, (_, _, _, cap) in TABLE.items() if cap is not None]
FADING = [kind for kind, (_, _, half, _) in TABLE.items() if half is not None]


def line_of(kind, ages, status=Status.COUNTED) -> Line | None:
    """The line of so many facts of a kind, each so old."""
    facts = [
        Evidence(id=f"e{n}", kind=kind, at=NOON - age, source="x", status=status)
        for n, age in enumerate(ages)
    ]
    # Somebody has to have a score at all.
    other = K.MONTH_ACTIVE if kind is not K.MONTH_ACTIVE else K.CONTACT_VERIFIED
    witness = Evidence(id="witness", kind=other, at=NOON, source="x")
    found = score([witness, *facts], active_days=9, at=NOON, numbers=NUMBERS)
    assert isinstance(found, Score)
    lines = [line for part in found.parts for line in part.lines if line.kind is kind]
    return lines[0] if lines else None


def test_the_scheme_is_the_table_and_it_is_sound():
    said = {
        rule.kind: (rule.part, rule.points, rule.half_life_days, rule.cap) for rule in SESAME.kinds
    }
    assert said == TABLE
    assert {part.name: part.most for part in SESAME.parts} == MOST
    assert (SESAME.start, SESAME.highest, SESAME.loss_max) == (350, 950, 60)
    assert lint_scheme(SESAME) == []
    breach = RULES[K.BREACH]
    assert breach.cured is not None
    assert (breach.cured.points, breach.cured.half_life_days) == (-20, 90)
    assert (breach.gone_after_days, breach.notice_days) == (730, 7)


@pytest.mark.parametrize(
    ("value", "level"),
    [
        (350, "sprout"),
        (351, "sprout"),
        (549, "sprout"),
        (550, "sapling"),
        (551, "sapling"),
        (599, "sapling"),
        (600, "branch"),
        (601, "branch"),
        (649, "branch"),
        (650, "blossom"),
        (651, "blossom"),
        (699, "blossom"),
        (700, "canopy"),
        (701, "canopy"),
        (950, "canopy"),
    ],
)
def test_a_level_begins_at_its_bound(value, level):
    assert level_of(value, SESAME.levels).name == level


def test_there_is_no_level_below_the_start():
    with pytest.raises(ValueError, match="below every level"):
        level_of(349, SESAME.levels)


@pytest.mark.parametrize("kind", CAPPED)
def test_a_cap_is_reached_exactly_and_never_passed(kind):
    _, points, _, cap = TABLE[kind]
    fitting, over = divmod(cap, points)
    for count in (fitting - 1, fitting, fitting + 1, fitting + 2):
        line = line_of(kind, [timedelta(0)] * count)
        total = min(count * points, cap)
        assert (line.micro_points if line else 0) == total * MICRO
        if line is not None:
            # Items say what each would be worth; only their sum is cut.
            assert sum(item.micro_points for item in line.items) == count * points * MICRO
    assert over == cap - fitting * points


@pytest.mark.parametrize("part", MOST)
def test_a_part_never_passes_its_most(part):
    kinds = [kind for kind, (of, points, _, _) in TABLE.items() if of == part and points > 0]
    facts = [
        Evidence(id=f"{kind}{n}", kind=kind, at=NOON, source="x")
        for kind in kinds
        for n in range(99)
    ]
    found = score(facts, active_days=9, at=NOON, numbers=NUMBERS)
    assert isinstance(found, Score)
    caps = sum(TABLE[kind][3] or 0 for kind in kinds)
    points = {each.name: each.points for each in found.parts}
    assert points.pop(part) == min(MOST[part], caps)
    assert set(points.values()) == {0}


@pytest.mark.parametrize("kind", FADING)
@pytest.mark.parametrize("halvings", [1, 2, 3])
def test_a_half_life_halves_exactly_on_its_day(kind, halvings):
    _, points, half, _ = TABLE[kind]
    days = half * halvings
    gone = RULES[kind].gone_after_days
    before, on, after = (
        line_of(kind, [age]) for age in (days * DAY - MS, days * DAY, days * DAY + DAY)
    )
    if gone is not None and days >= gone:
        assert on is None
        assert after is None
        return
    assert on is not None
    assert on.micro_points == points * (MICRO >> halvings)
    assert before is not None
    assert before.micro_points == points * decay(days - 1, half)
    assert abs(before.micro_points) > abs(on.micro_points)
    assert after is None or abs(after.micro_points) < abs(on.micro_points)


@pytest.mark.parametrize("kind", sorted(set(TABLE) - set(FADING)))
def test_what_has_no_half_life_never_fades(kind):
    line = line_of(kind, [3_000 * DAY])
    assert line is not None
    assert line.micro_points == TABLE[kind][1] * MICRO


@pytest.mark.parametrize(
    ("kind", "days", "points"),
    [
        (K.BREACH, 0, -20),
        (K.BREACH, 90, -10),
        (K.BREACH, 180, -5),
        (K.RETURNED_LATE, 0, 0),
        (K.NO_SHOW, 0, 0),
    ],
)
def test_what_was_made_good_takes_what_the_scheme_says(kind, days, points):
    line = line_of(kind, [days * DAY], Status.CURED)
    assert line is not None
    assert line.micro_points == points * MICRO
