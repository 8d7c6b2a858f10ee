"""The credit line: never above it, whatever is asked for in whatever order."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rewards.economy import CreditLine, RentalNumbers, lint_lines
from rewards.perks.decide_eligibility import Eligible, Ineligible
from rewards.perks.reasons import EnoughRentals, LineFull
from rewards.perks.rentals.authorise import Booked, authorise
from rewards.perks.rentals.invariants import ended_in_time, line_is_rentals, within_limit
from rewards.perks.rentals.line import Line, Waiver, limit_of, release, take
from rewards.perks.rentals.refusals import LineExceeded, TooManyRentals
from rewards.perks.rentals.rental import HOLDING, RentalState
from rewards.perks.rentals.room import with_room
from rewards.score.sesame import SESAME
from tests.people import ALICE, DAY, MINUTE, NOON
from tests.rewards.perks.rentals.helpers import LIMIT, NUMBERS, authorised, in_state, quoted

LEVELS = tuple(level.name for level in SESAME.levels)


def ask(deposit: int, *, line: Line, limit: int = LIMIT, rental: str = "r2", numbers=NUMBERS):
    asked = quoted(rental, deposit=deposit)
    return authorise(asked, line, limit=limit, at=NOON + MINUTE, numbers=numbers)


def test_the_line_holds_what_is_waived():
    booked = authorised()
    assert booked.line == Line(outstanding=(Waiver(rental="r1", amount=2_000),))
    assert (booked.rental.authorised_at, booked.rental.limit) == (NOON + MINUTE, LIMIT)
    assert ask(3_000, line=booked.line).line.used == LIMIT


@pytest.mark.parametrize(("deposit", "limit"), [(3_001, LIMIT), (1, 2_000), (1, 0), (1, -1)])
def test_above_the_line_it_refuses(deposit, limit):
    refusal = ask(deposit, line=authorised().line, limit=limit)
    assert refusal == LineExceeded(wanted=deposit, used=2_000, limit=limit)


def test_there_are_only_so_many_at_once():
    few = RentalNumbers(open_max=1)
    refusal = ask(1, line=authorised().line, numbers=few)
    assert refusal == TooManyRentals(rentals=1, most=1)


def test_one_rental_takes_the_line_once():
    line = authorised().line
    with pytest.raises(ValueError, match="already has a waiver"):
        take(line, Waiver(rental="r1", amount=1), limit=LIMIT, numbers=NUMBERS)


def test_what_never_stood_in_the_line_is_not_released():
    with pytest.raises(ValueError, match="has no waiver"):
        release(Line(), "r1")


@pytest.mark.parametrize("level", [None, "oak", ""])
def test_without_a_level_there_is_no_line(level):
    assert limit_of(level, NUMBERS) == 0


def test_each_level_has_its_line():
    assert [limit_of(level, NUMBERS) for level in LEVELS] == [
        5_000,
        50_000,
        300_000,
        1_000_000,
        2_000_000,
    ]
    assert lint_lines(NUMBERS.lines, LEVELS) == []


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([("sprout", 5), ("sprout", 6)], "two credit lines"),
        ([("oak", 5)], "'oak' is of no level"),
        ([("sprout", 5), ("canopy", 4)], "lower credit line"),
    ],
)
def test_bad_lines_are_named(lines, sentence):
    made = tuple(CreditLine(level=level, minor=minor) for level, minor in lines)
    assert any(sentence in found for found in lint_lines(made, LEVELS))


def room(deposit: int, *, open_max: int = 10):
    return with_room(
        Eligible(perk="umbrella", at=NOON),
        Waiver(rental="r2", amount=deposit),
        authorised().line,
        limit=LIMIT,
        numbers=RentalNumbers(open_max=open_max),
    )


def test_a_yes_stays_one_where_there_is_room():
    assert room(3_000) == Eligible(perk="umbrella", at=NOON)


@pytest.mark.parametrize(
    ("deposit", "open_max", "reason"),
    [
        (3_001, 10, LineFull(wanted=3_001, used=2_000, limit=LIMIT)),
        (1, 1, EnoughRentals(rentals=1, most=1)),
    ],
)
def test_without_room_the_member_learns_why(deposit, open_max, reason):
    answer = room(deposit, open_max=open_max)
    assert answer == Ineligible(perk="umbrella", at=NOON, reasons=(reason,))


STEPS = st.lists(st.tuples(st.integers(0, 15), st.integers(1, 3_000), st.booleans()), max_size=60)


@given(STEPS, st.integers(0, 9_000))
def test_whatever_happens_the_line_holds(steps, limit):
    line, rentals = Line(), {}
    for number, deposit, ends in steps:
        id_ = f"r{number}"
        if id_ in rentals and ends:
            line = release(line, id_)
            del rentals[id_]
        elif id_ not in rentals:
            answer = ask(deposit, line=line, limit=limit, rental=id_)
            fits = line.used + deposit <= limit and len(rentals) < NUMBERS.open_max
            assert isinstance(answer, Booked) == fits
            if isinstance(answer, Booked):
                line, rentals[id_] = answer.line, answer.rental
        assert within_limit(ALICE.account, line, rentals.values()) == []
        assert line_is_rentals(ALICE.account, line, rentals.values()) == []


@pytest.mark.parametrize("state", RentalState)
def test_i5_agrees_with_every_state(state):
    rental, line = in_state(state)
    assert line_is_rentals(ALICE.account, line, [rental]) == []
    other = Line() if state in HOLDING else Line(outstanding=(Waiver(rental="r1", amount=2_000),))
    assert len(line_is_rentals(ALICE.account, other, [rental])) == 1


def test_i5_sees_another_amount_a_double_and_an_overdrawn_line():
    rental, line = in_state(RentalState.ACTIVE)
    (one,) = line.outstanding
    more = Line(outstanding=(msgspec.structs.replace(one, amount=2_001),))
    assert len(line_is_rentals("alice", more, [rental])) == 1
    assert len(line_is_rentals("alice", Line(outstanding=(one, one)), [rental])) == 1
    assert within_limit("alice", line, [rental]) == []
    low = msgspec.structs.replace(rental, limit=1_999)
    assert len(within_limit("alice", line, [low])) == 1
    assert len(within_limit("alice", line, [])) == 1


def test_i5_sees_what_no_job_has_ended():
    for state in RentalState:
        rental, _ = in_state(state)
        found = ended_in_time([rental], at=NOON + 9 * DAY, grace=DAY)
        assert bool(found) == (state in (RentalState.AUTHORISED, RentalState.ACTIVE))
        assert ended_in_time([rental], at=NOON + 9 * DAY, grace=9 * DAY) == []
