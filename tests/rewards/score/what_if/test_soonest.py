"""What opens the next level soonest: each way found does, and the first of them is not late."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings

from rewards.score.answer import Score
from rewards.score.evidence import Evidence
from rewards.score.evidence import EvidenceKind as Kind
from rewards.score.score import score
from rewards.score.what_if.life import Life
from rewards.score.what_if.soonest import Opening, next_level, soonest
from tests.people import NOON
from tests.rewards.score.test_score import LIVES, many, piece
from tests.rewards.score.what_if.test_suppose import ALWAYS, BARE, NUMBERS, WHAT_IF, life

BARE_NUMBERS = msgspec.structs.replace(NUMBERS, scheme=BARE)
FEW = msgspec.structs.replace(WHAT_IF, search_days=(7, 30, 180))


def found_for(one: Life, numbers=WHAT_IF) -> list[Opening]:
    now = one.score()
    assert isinstance(now, Score)
    level = next_level(now, BARE)
    return [] if level is None else soonest(one, level, BARE, numbers)


def kept(opening: Opening, evidence: list[Evidence], days: int) -> Score:
    """The score after so many days of a habit, by hand."""
    assert opening.habit is not None
    happened = [
        Evidence(
            id=f"{each.evidence}-{day}",
            kind=each.evidence,
            at=NOON + timedelta(days=day),
            source="x",
        )
        for each in opening.habit.pieces
        for day in range(each.every_days, days + 1, each.every_days)
    ]
    found = score(
        [*evidence, ALWAYS, *happened],
        active_days=days,
        at=NOON + timedelta(days=days),
        numbers=BARE_NUMBERS,
    )
    assert isinstance(found, Score)
    return found


@settings(max_examples=25)
@given(LIVES)
def test_each_way_opens_it_on_that_day_and_not_on_the_one_before(evidence):
    one = life(evidence)
    now = one.score()
    assert isinstance(now, Score)
    level = next_level(now, BARE)
    for opening in found_for(one, FEW):
        assert level is not None
        if opening.habit is None:
            continue
        assert kept(opening, evidence, opening.days).value == opening.value >= level.at_least
        earlier = [day for day in FEW.search_days if day < opening.days]
        for day in earlier:
            assert kept(opening, evidence, day).value < level.at_least


def test_the_soonest_comes_first():
    near = [*many(Kind.RENTAL_KEPT_SMALL, 15), *many(Kind.RETURNED_ON_TIME, 10)]  # 540
    found = found_for(life(near))
    assert [each.days for each in found] == sorted(each.days for each in found)
    assert found[0].days == 7
    assert found[0].value >= 550


def test_making_good_is_at_once():
    near = [*many(Kind.RENTAL_KEPT_LARGE, 9), *many(Kind.PAID_ON_TIME, 15)]
    broken = [piece(Kind.NO_SHOW, name="a"), piece(Kind.NO_SHOW, name="b")]
    found = found_for(life([*near, *many(Kind.MONTH_ACTIVE, 2), *broken]))
    assert found[0] == Opening(habit=None, days=0, value=560)


def test_where_no_habit_is_enough_none_is_named():
    numbers = msgspec.structs.replace(WHAT_IF, search_days=(1,))
    assert found_for(life([]), numbers) == []
    assert found_for(life([]), msgspec.structs.replace(WHAT_IF, habits=())) == []


@pytest.mark.parametrize(("value", "level"), [(350, "sapling"), (549, "sapling"), (550, "branch")])
def test_the_next_level_is_the_one_above(value, level):
    found = next_level(msgspec.structs.replace(life([]).score(), value=value), BARE)
    assert found is not None
    assert found.name == level


def test_above_the_highest_there_is_none():
    assert next_level(msgspec.structs.replace(life([]).score(), value=700), BARE) is None
