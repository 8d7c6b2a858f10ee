"""A rehearsal counts what the engine says of the same evidence, and every account once."""

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from rewards.economy import ScoreNumbers
from rewards.score.answer import Score
from rewards.score.cushion import Last
from rewards.score.evidence import Evidence, Status
from rewards.score.evidence import EvidenceKind as Kind
from rewards.score.points import POINTS
from rewards.score.rehearsal.replay import Was, evidence_of, replay
from rewards.score.rehearsal.tally import Fall, Move, PerkMove, Scores, Tally, perk_bounds
from rewards.score.score import score
from rewards.score.sesame import SESAME
from tests.people import DAY, NOON
from tests.rewards.score.test_score import LIVES, many, piece

replace = msgspec.structs.replace
NUMBERS = ScoreNumbers(active_days_min=0, evidence_min=1)
TO_POINTS = replace(NUMBERS, scheme=POINTS)
STRICT = replace(
    NUMBERS,
    scheme=replace(
        SESAME,
        version=2,
        levels=(
            SESAME.levels[0],
            *(replace(each, at_least=each.at_least + 100) for each in SESAME.levels[1:]),
        ),
    ),
)
PERKS = {"umbrella": "sprout", "bicycle": "sapling", "hotel": "branch", "tour": None}
STATUSES = st.lists(st.sampled_from(Status), min_size=80, max_size=80)


def was(evidence: list[Evidence], days_ago: int = 0, last: Last | None = None) -> Was:
    """What was published so long ago."""
    at = NOON - days_ago * DAY
    found: Any = score(evidence, active_days=50, at=at, numbers=NUMBERS, last=last)
    known = isinstance(found, Score)
    return Was(
        cycle=f"{at:%Y-%m-%d}",
        at=at,
        active_days=50,
        score=found if known else None,
        evidence=evidence_of(found) if known else tuple(evidence),
        last=last,
    )


@given(LIVES, STATUSES, st.none() | st.integers(350, 950))
def test_under_the_same_scheme_nothing_changes(life, statuses, last):
    evidence = [replace(each, status=status) for each, status in zip(life, statuses, strict=False)]
    before = None if last is None else Last(value=last, scheme="sesame", at=NOON - 30 * DAY)
    one = was(evidence, last=before)
    (found,) = replay([one], NUMBERS)
    assert found.before == found.after == one.score


@given(LIVES)
def test_under_another_it_is_what_the_engine_says_of_the_same_evidence(life):
    one = was([*life, piece(Kind.CONTACT_VERIFIED, name="always")])
    (found,) = replay([one], TO_POINTS)
    assert found.after == score(one.evidence, active_days=50, at=NOON, numbers=TO_POINTS)


def test_from_cycle_to_cycle_the_cushion_is_its_own():
    good = [*many(Kind.RENTAL_KEPT_LARGE, 6, 70), piece(Kind.CONTACT_VERIFIED, 70)]
    broken = [*good, *many(Kind.BREACH, 5, 45)]
    cycles = [was(good, 60), was(broken, 30), was(broken, 0)]
    dear = replace(NUMBERS, scheme=replace(SESAME, version=2, start=450, loss_max=10))
    values = [found.after.value for found in replay(cycles, dear) if found.after]
    assert values[0] - values[1] == values[1] - values[2] == 10


@settings(max_examples=20)
@given(st.lists(LIVES, min_size=1, max_size=6))
def test_every_account_is_counted_once(lives):
    tally = Tally("c", {}, {}, width=50, falls_max=3)
    expected = []
    for life in lives:
        (found,) = replay([was(life)], STRICT)
        tally.add(found)
        if found.before is not None and found.after is not None:
            expected.append(found.before.value - found.after.value)
    summary = tally.summary()
    assert summary.accounts == len(lives) == sum(each.accounts for each in summary.moves)
    assert sum(each.accounts for each in summary.scores) <= summary.accounts
    falls = sorted((each for each in expected if each > 0), reverse=True)[:3]
    assert [fall.before - fall.after for fall in summary.falls] == falls


def test_who_changes_level_and_who_loses_a_perk():
    before, after = perk_bounds(PERKS, SESAME), perk_bounds(PERKS, STRICT.scheme)
    assert before == {"umbrella": 350, "bicycle": 550, "hotel": 600}
    tally = Tally("2026-02", before, after, width=100, falls_max=5)
    middling = [*many(Kind.RENTAL_KEPT_SMALL, 20), *many(Kind.RETURNED_ON_TIME, 20)]  # 540
    for life in ([*middling, *many(Kind.MONTH_ACTIVE, 3)], middling, [piece(Kind.STREAK_WEEK)]):
        for found in replay([was(life)], STRICT):
            tally.add(found)
    summary = tally.summary()
    assert summary.moves == (
        Move(before="sapling", after="sprout", accounts=1),
        Move(before="sprout", after="sprout", accounts=2),
    )
    assert summary.changed == 1
    assert summary.perks == (
        PerkMove(perk="bicycle", gained=0, lost=1),
        PerkMove(perk="hotel", gained=0, lost=0),
        PerkMove(perk="umbrella", gained=0, lost=0),
    )
    assert summary.scores == (
        Scores(at_least=300, accounts=1),
        Scores(at_least=500, accounts=2),
    )
    assert summary.falls == ()


def test_the_largest_falls_come_first_and_few_are_kept():
    tally = Tally("c", {}, {}, width=10, falls_max=2)
    for breaches in (1, 5, 3):
        evidence = [*many(Kind.BREACH, breaches), *many(Kind.MONTH_ACTIVE, 3)]
        for found in replay([was(evidence)], replace(NUMBERS, scheme=LOW)):
            tally.add(found)
    assert tally.summary().falls == (Fall(before=350, after=80), Fall(before=350, after=200))


LOW = replace(
    SESAME,
    version=2,
    parts=(replace(SESAME.parts[0], least=-350), *SESAME.parts[1:]),
    levels=(replace(SESAME.levels[0], at_least=0), *SESAME.levels[1:]),
)


def test_who_has_a_score_only_under_one_of_them():
    late = replace(NUMBERS, active_days_min=51)
    (found,) = replay([was(many(Kind.STREAK_WEEK, 2))], late)
    assert (found.before is not None, found.after) == (True, None)
    tally = Tally("c", {"x": 350}, {"x": 350}, width=10, falls_max=2)
    tally.add(found)
    assert tally.summary().moves == (Move(before="sprout", after="", accounts=1),)
    assert tally.summary().perks == (PerkMove(perk="x", gained=0, lost=1),)
