"""The scheme `points`: 1,000 to begin with, items that give and take, levels from D to AAA."""

import msgspec
import pytest
from hypothesis import given

from rewards.economy import ScoreNumbers
from rewards.score.answer import Score
from rewards.score.cushion import Last
from rewards.score.decay import MICRO
from rewards.score.evidence import Evidence, EvidenceKind, Status
from rewards.score.evidence import EvidenceKind as Kind
from rewards.score.level import level_of
from rewards.score.points import POINTS
from rewards.score.scheme import PartRule, lint_scheme
from rewards.score.score import score
from tests.people import DAY, NOON
from tests.rewards.score.test_score import LIVES, many, piece

replace = msgspec.structs.replace
NUMBERS = ScoreNumbers(active_days_min=0, evidence_min=1, scheme=POINTS)
# Something that is worth nothing, so that there is a score at all.
NOTHING = replace(piece(Kind.RETURNED_LATE, name="forgotten"), status=Status.CURED)


def scored(evidence: list[Evidence], last: int | None = None) -> Score:
    before = None if last is None else Last(value=last, scheme="points", at=NOON - 30 * DAY)
    found = score([*evidence, NOTHING], active_days=400, at=NOON, numbers=NUMBERS, last=before)
    assert isinstance(found, Score)
    return found


def test_it_is_sound_and_covers_every_kind():
    assert lint_scheme(POINTS) == []
    assert {rule.kind for rule in POINTS.kinds} == set(EvidenceKind)
    assert (POINTS.lowest, POINTS.start, POINTS.highest) == (0, 1_000, 1_180)
    assert POINTS.loss_max is None


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (0, "D"),
        (599, "D"),
        (600, "C"),
        (849, "C"),
        (850, "B"),
        (959, "B"),
        (960, "A"),
        (1_000, "A"),
        (1_029, "A"),
        (1_030, "AA"),
        (1_049, "AA"),
        (1_050, "AAA"),
        (1_180, "AAA"),
    ],
)
def test_a_bound_belongs_to_the_level_above_it(value, name):
    assert level_of(value, POINTS.levels).name == name


@pytest.mark.parametrize(
    ("evidence", "value", "level"),
    [
        ([], 1_000, "A"),
        (many(Kind.CHARITY_TASK_COMPLETED, 5), 1_025, "A"),
        ([*many(Kind.CHARITY_TASK_COMPLETED, 5), piece(Kind.CONTACT_VERIFIED)], 1_030, "AA"),
        (many(Kind.CHARITY_TASK_COMPLETED, 99), 1_040, "AA"),
        (many(Kind.TASK_COMPLETED, 21), 1_020, "A"),
        (many(Kind.RENTAL_KEPT_LARGE, 10), 1_030, "AA"),
        (many(Kind.NO_SHOW, 4), 960, "A"),
        (many(Kind.RETURNED_LATE, 9), 955, "B"),
        (many(Kind.BREACH, 1), 950, "B"),
        (many(Kind.BREACH, 3), 850, "B"),
        (many(Kind.BREACH, 4), 800, "C"),
        (many(Kind.BREACH, 8), 600, "C"),
        (many(Kind.BREACH, 9), 550, "D"),
        (many(Kind.BREACH, 20), 0, "D"),
        (many(Kind.BREACH, 99), 0, "D"),  # no lower
    ],
)
def test_what_items_give_and_take(evidence, value, level):
    found = scored(evidence)
    assert (found.value, found.level) == (value, level)


@pytest.mark.parametrize("rule", POINTS.kinds, ids=lambda rule: rule.kind)
def test_an_item_is_worth_the_same_until_it_is_gone(rule):
    days = rule.gone_after_days
    for age in (0, 1, 364 if days is not None else 3_000, *([] if days is None else [days - 1])):
        assert scored([piece(rule.kind, age)]).value == 1_000 + rule.points
    if days is not None:
        assert days <= 730
        assert scored([piece(rule.kind, days)]).value == 1_000


@pytest.mark.parametrize(
    ("kind", "value"), [(Kind.BREACH, 990), (Kind.RETURNED_LATE, 1_000), (Kind.NO_SHOW, 1_000)]
)
def test_what_takes_can_be_made_good_and_has_no_effect_before_it_counts(kind, value):
    item = piece(kind)
    assert scored([replace(item, status=Status.CURED)]).value == value
    for status in (Status.PROPOSED, Status.CHALLENGED, Status.REVERSED):
        assert scored([replace(item, status=status)]).value == 1_000


@given(LIVES)
def test_the_parts_sum_exactly_within_their_bounds(evidence):
    found = scored(evidence)
    assert found.value == found.start + sum(part.points for part in found.parts)
    assert POINTS.lowest <= found.value <= POINTS.highest
    for part in found.parts:
        total = sum(line.micro_points for line in part.lines)
        assert part.points == max(part.least, min(part.most, total // MICRO))


def test_there_is_no_cushion():
    found = scored(many(Kind.BREACH, 9), last=1_050)
    assert (found.value, found.cushion) == (550, None)


@pytest.mark.parametrize(
    ("scheme", "sentence"),
    [
        (replace(POINTS, levels=POINTS.levels[1:]), "the first level does not begin at 0"),
        (replace(POINTS, start=999), "a score could fall below 0"),
        (
            replace(POINTS, parts=(*POINTS.parts, PartRule(name="none", most=0))),
            "a part adds nothing",
        ),
        (replace(POINTS, parts=(POINTS.parts[0],)), "which is no part"),
    ],
)
def test_what_is_wrong_is_said(scheme, sentence):
    assert any(sentence in found for found in lint_scheme(scheme))
