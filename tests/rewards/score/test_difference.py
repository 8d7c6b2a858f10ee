"""A difference is exact: every change is named, and they sum to what the scores differ by."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.economy import ScoreNumbers
from rewards.score.answer import Score
from rewards.score.cushion import Last
from rewards.score.decay import MICRO
from rewards.score.difference.changes import Change, Difference
from rewards.score.difference.difference import difference
from rewards.score.evidence import Evidence, Status
from rewards.score.evidence import EvidenceKind as Kind
from rewards.score.points import POINTS
from rewards.score.scheme import Scheme
from rewards.score.score import score
from rewards.score.sesame import SESAME
from tests.people import DAY, NOON
from tests.rewards.score.test_score import LIVES, many, piece

replace = msgspec.structs.replace
ALWAYS = piece(Kind.CONTACT_VERIFIED, 1_000, name="always")
STATUSES = st.lists(st.sampled_from(Status), min_size=80, max_size=80)
CHEAP = replace(
    SESAME,
    version=2,
    start=400,
    kinds=tuple(replace(rule, points=rule.points // 2 or 1) for rule in SESAME.kinds[:-2]),
)


def at(
    evidence: list[Evidence], days: int = 0, last: int | None = None, scheme: Scheme = SESAME
) -> Score:
    """The score so many days from now."""
    when = NOON + days * DAY
    before = None if last is None else Last(value=last, scheme="sesame", at=when - 30 * DAY)
    numbers = ScoreNumbers(active_days_min=0, evidence_min=1, scheme=scheme)
    found = score([*evidence, ALWAYS], active_days=400, at=when, numbers=numbers, last=before)
    assert isinstance(found, Score)
    return found


def between(before: Score, after: Score, scheme: Scheme = SESAME) -> Difference:
    return difference(before, after, scheme)


def changes(found: Difference) -> dict[str, Change]:
    return {
        item.evidence: item.change
        for part in found.parts
        for line in part.lines
        for item in line.items
    }


def proves(found: Difference, before: Score, after: Score) -> None:
    """Every level of it sums to the one above, down from the two values."""
    assert (found.before, found.after) == (before.value, after.value)
    parts = sum(part.points for part in found.parts)
    assert found.points == after.value - before.value == found.start + parts + found.cushion
    for part in found.parts:
        assert part.points * MICRO == sum(line.micro_points for line in part.lines) + part.cut
        for line in part.lines:
            items = sum(item.micro_points for item in line.items)
            assert line.micro_points == items + line.capped
            assert all(item.micro_points == item.after - item.before for item in line.items)


@given(LIVES, LIVES, STATUSES, STATUSES, st.integers(0, 800), st.none() | st.integers(350, 950))
def test_it_sums_exactly(life, more, stood, stands, days, last):
    """Another life, later, with other statuses, and a cushion or none."""
    earlier = [replace(each, status=status) for each, status in zip(life, stood, strict=False)]
    both = [*life, *(replace(each, id=f"more-{each.id}") for each in more)]
    later = [replace(each, status=status) for each, status in zip(both, stands, strict=False)]
    before, after = at(earlier, last=last), at(later, days, last)
    proves(between(before, after), before, after)
    proves(between(after, before), after, before)


@given(LIVES, st.integers(0, 800))
def test_between_two_schemes_it_sums_exactly_too(life, days):
    before, after = at(life), at(life, days, scheme=CHEAP)
    found = between(before, after, CHEAP)
    proves(found, before, after)
    assert found.start == 50
    assert Change.FADED not in changes(found).values()


@given(LIVES, st.none() | st.integers(350, 950))
def test_nothing_differs_from_itself(life, last):
    found = at(life, last=last)
    assert between(found, found) == Difference(
        before=found.value,
        after=found.value,
        points=0,
        level_before=found.level,
        level_after=found.level,
        start=0,
        cushion=0,
        parts=(),
    )


BROKEN = piece(Kind.BREACH, 10, "broken")
DONE = piece(Kind.TASK_COMPLETED, 10, "done")


@pytest.mark.parametrize(
    ("before", "after", "days", "changed"),
    [
        ([], [DONE], 0, {"done": Change.NEW}),
        ([DONE], [DONE], 1, {"done": Change.FADED}),
        ([DONE], [replace(DONE, status=Status.REVERSED)], 0, {"done": Change.REVERSED}),
        ([BROKEN], [BROKEN], 720, {"broken": Change.GONE}),
        ([BROKEN], [BROKEN], 719, {"broken": Change.FADED}),
        ([BROKEN], [replace(BROKEN, status=Status.REVERSED)], 0, {"broken": Change.REVERSED}),
        ([BROKEN], [replace(BROKEN, status=Status.CURED)], 0, {"broken": Change.CURED}),
        ([BROKEN], [replace(BROKEN, status=Status.CHALLENGED)], 0, {"broken": Change.CHALLENGED}),
        ([replace(BROKEN, status=Status.PROPOSED)], [BROKEN], 0, {"broken": Change.COUNTED}),
        ([], [replace(BROKEN, status=Status.PROPOSED)], 0, {"broken": Change.NEW}),
        ([DONE], [DONE], 0, {}),
        ([piece(Kind.MONTH_ACTIVE, 1, "m")], [piece(Kind.MONTH_ACTIVE, 1, "m")], 500, {}),
    ],
)
def test_what_became_of_a_piece(before, after, days, changed):
    assert changes(between(at(before), at(after, days))) == changed


def test_a_cap_and_whole_points_are_named_beside_the_pieces():
    before, after = at(many(Kind.TASK_COMPLETED, 30)), at(many(Kind.TASK_COMPLETED, 32))
    (part,) = between(before, after).parts
    assert (part.points, part.cut) == (0, 0)
    assert (part.lines[0].micro_points, part.lines[0].capped) == (0, -4 * MICRO)
    assert [item.micro_points for item in part.lines[0].items] == [2 * MICRO] * 2
    aged = between(at([replace(DONE, at=NOON)]), at([replace(DONE, at=NOON)], 1))
    assert (aged.points, aged.parts[0].cut) == (-1, -977_028)


def test_what_another_scheme_drops_or_values_otherwise():
    invited, done = piece(Kind.INVITATION_QUALIFIED, name="invited"), replace(DONE, at=NOON)
    found = between(at([invited, done]), at([invited, done], scheme=CHEAP), CHEAP)
    assert changes(found) == {
        "invited": Change.DROPPED,
        "done": Change.REVALUED,
        "always": Change.REVALUED,
    }
    assert changes(between(at([invited, BROKEN]), at([], scheme=CHEAP), CHEAP))["broken"] is (
        Change.REVERSED
    )


def test_what_another_scheme_counts_in_another_part_is_neither_new_nor_taken_back():
    kept, done = piece(Kind.RETURNED_ON_TIME, name="kept"), replace(DONE, at=NOON)
    before = at([kept, done, replace(BROKEN, at=NOON)])
    after = at([kept, done, replace(BROKEN, at=NOON)], scheme=POINTS)
    found = between(before, after, POINTS)
    assert set(changes(found).values()) == {Change.REVALUED}
    proves(found, before, after)
    left = changes(between(before, at([done], scheme=POINTS), POINTS))
    assert (left["kept"], left["done"]) == (Change.REVERSED, Change.REVALUED)
