"""A kind may look forward only: what happened before its `since` does not enter, whatever it is."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.economy import ScoreNumbers
from rewards.score.answer import NotAvailable, Score
from rewards.score.difference.changes import Change
from rewards.score.difference.difference import difference
from rewards.score.evidence import Evidence, EvidenceKind, Status
from rewards.score.scheme import Scheme
from rewards.score.score import score
from rewards.score.scorer import Scorer
from rewards.score.sesame import SESAME
from rewards.score.standing.begin import begin, is_penalty, only_since, rule_of
from rewards.score.what_if.life import Life
from tests.people import DAY, MS, NOON
from tests.rewards.score.test_difference import changes, proves
from tests.rewards.score.test_properties import LIVES

replace = msgspec.structs.replace
SINCE = NOON - 100 * DAY
BREACH = EvidenceKind.BREACH


def looking_from(*kinds: EvidenceKind) -> Scheme:
    """Sesame's next version, which has counted these kinds for a hundred days."""
    rules = tuple(
        replace(rule, since=SINCE) if rule.kind in kinds else rule for rule in SESAME.kinds
    )
    return replace(SESAME, version=2, kinds=rules)


def scored(evidence: list[Evidence], scheme: Scheme) -> Score:
    numbers = ScoreNumbers(active_days_min=0, evidence_min=1, scheme=scheme)
    found = score(evidence, active_days=400, at=NOON, numbers=numbers)
    assert isinstance(found, Score)
    return found


@given(LIVES, st.sets(st.sampled_from(EvidenceKind)))
def test_it_is_the_score_of_a_life_without_what_was_before(life, kinds):
    scheme = looking_from(*kinds)
    left = [each for each in life if each.kind not in kinds or each.at >= SINCE]
    numbers = ScoreNumbers(active_days_min=0, evidence_min=0, scheme=scheme)
    old = replace(numbers, scheme=replace(SESAME, version=2))
    found = score(life, active_days=400, at=NOON, numbers=numbers)
    assert found == score(left, active_days=400, at=NOON, numbers=old)
    assert found == score(life[::-1], active_days=400, at=NOON, numbers=numbers)


@given(LIVES, st.sets(st.sampled_from(EvidenceKind)))
def test_the_fast_scorer_says_the_same(life, kinds):
    numbers = ScoreNumbers(active_days_min=0, evidence_min=3, scheme=looking_from(*kinds))
    fast = Scorer(numbers).score(life, active_days=400, at=NOON)
    assert fast == score(life, active_days=400, at=NOON, numbers=numbers)


@given(LIVES, st.sets(st.sampled_from(EvidenceKind)))
def test_a_difference_between_the_two_schemes_sums_exactly(life, kinds):
    kinds.discard(EvidenceKind.CONTACT_VERIFIED)  # what every one of these lives has
    scheme = looking_from(*kinds)
    before, after = scored(life, SESAME), scored(life, scheme)
    found = difference(before, after, scheme)
    proves(found, before, after)
    assert set(changes(found).values()) <= {Change.DROPPED}


def test_the_first_that_enters_is_of_that_very_moment():
    said = [
        Evidence(id="before", kind=BREACH, at=SINCE - MS, source="bikes"),
        Evidence(id="then", kind=BREACH, at=SINCE, source="bikes"),
    ]
    found = scored(said, looking_from(BREACH))
    named = [item.evidence for part in found.parts for line in part.lines for item in line.items]
    assert named == ["then"]


def test_what_is_from_before_is_no_piece_that_a_score_could_be_made_of():
    numbers = ScoreNumbers(active_days_min=0, evidence_min=1, scheme=looking_from(BREACH))
    old = Evidence(id="old", kind=BREACH, at=SINCE - DAY, source="bikes")
    found = score([old], active_days=400, at=NOON, numbers=numbers)
    assert isinstance(found, NotAvailable)
    assert found.evidence == 0


@pytest.mark.parametrize("kind", EvidenceKind)
def test_what_is_from_before_is_told_as_a_fact_and_proposes_nothing(kind):
    scheme, before = looking_from(BREACH), SINCE - MS
    if kind is BREACH:
        assert begin(scheme, kind, SINCE).status is Status.PROPOSED
        assert (rule_of(scheme, kind, before), only_since(scheme, kind, before)) == (None, SINCE)
    else:
        assert begin(scheme, kind, before) == begin(scheme, kind, SINCE)
        assert rule_of(scheme, kind, before) is not None
    assert only_since(scheme, kind, SINCE) is None
    assert not (kind is BREACH and is_penalty(scheme, kind, before))


def test_a_supposed_life_knows_it_too():
    scheme = looking_from(BREACH)
    numbers = ScoreNumbers(active_days_min=0, evidence_min=0, scheme=scheme)
    old = Evidence(id="old", kind=BREACH, at=SINCE - DAY, source="bikes")
    life = Life([old], at=NOON, active_days=400, numbers=numbers, derive=lambda facts, at: facts)
    before = life.score()
    life.happens(BREACH)
    after = life.score()
    assert isinstance(before, Score)
    assert isinstance(after, Score)
    assert (before.value, after.value < before.value) == (SESAME.start, False)
    assert sum(len(line.items) for part in after.parts for line in part.lines) == 1
