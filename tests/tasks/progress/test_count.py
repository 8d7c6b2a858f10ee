"""Counting: what completes, what is taken back, and the same end whatever comes first."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rewards.ledger.ids import is_part
from tasks.lint_kind import DAY_EVENTS_MAX, EVENTS_MAX
from tasks.progress.count import KNOWN_MAX, Counted, count, take_back
from tasks.progress.progress import CountedEvent, award_period, begin, value
from tasks.progress.state import TaskState, state_of
from tasks.refusals import DifferentEvent, TooManyEvents
from tests.people import ALICE, DAY, HOUR, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK
from tests.tasks.helpers import changed
from tests.tasks.progress.helpers import (
    DAILY,
    FOUR_TIMES,
    MONDAY,
    ONCE,
    TEN_LITRES,
    THREE_OF_SEVEN,
    event,
    play,
    reported,
)

S = TaskState


@pytest.mark.parametrize(
    ("task", "line", "follows", "done", "state"),
    [
        (ONCE, "a0", "+", 1, S.COMPLETED),
        (ONCE, "a0 a0", "+ .", 1, S.COMPLETED),
        # A second event pays nothing, and keeps the task done when the first is taken back.
        (ONCE, "a0 b3", "+ .", 2, S.COMPLETED),
        (ONCE, "a0 b3 -a0", "+ . .", 1, S.COMPLETED),
        (ONCE, "a0 -a0", "+ -", 0, S.REVOKED),
        (ONCE, "a0 -a0 -a0 a0", "+ - . .", 0, S.REVOKED),
        (ONCE, "a0 -a0 b0", "+ - +", 1, S.COMPLETED),
        # Taken back before it came.
        (ONCE, "-a0 a0", ". .", 0, S.JOINED),
        (ONCE, "-a0 a0 b0", ". . +", 1, S.COMPLETED),
        (DAILY, "a0 a0 b0 -a0 -b0", "+ . . . -", 0, S.REVOKED),
        (THREE_OF_SEVEN, "a0 b1", ". .", 2, S.IN_PROGRESS),
        (THREE_OF_SEVEN, "a0 b1 c2", ". . +", 3, S.COMPLETED),
        (THREE_OF_SEVEN, "c6 a0 b1", ". . +", 3, S.COMPLETED),
        # Twice on a day is one day, and stays one while either stands.
        (THREE_OF_SEVEN, "a0 b0 c1 d2", ". . . +", 3, S.COMPLETED),
        (THREE_OF_SEVEN, "a0 b0 c1 d2 -a0", ". . . + .", 3, S.COMPLETED),
        (THREE_OF_SEVEN, "a0 b0 c1 d2 -a0 -b0", ". . . + . -", 2, S.REVOKED),
        (THREE_OF_SEVEN, "a0 b1 c2 d3 -c2", ". . + . .", 3, S.COMPLETED),
        (FOUR_TIMES, "a0 b0 c0", ". . .", 3, S.IN_PROGRESS),
        (FOUR_TIMES, "a0 b0 c0 d9", ". . . +", 4, S.COMPLETED),
        (FOUR_TIMES, "a0 b0 c0 d9 -b0 e9", ". . . + - +", 4, S.COMPLETED),
        # An amount is of no meaning where events are counted.
        (FOUR_TIMES, "a0*9", ".", 1, S.IN_PROGRESS),
        (TEN_LITRES, "a0*4 b1*5", ". .", 9, S.IN_PROGRESS),
        (TEN_LITRES, "a0*4 b1*5 c2*3", ". . +", 12, S.COMPLETED),
        (TEN_LITRES, "a0*4 b1*5 c2*3 -a0", ". . + -", 8, S.REVOKED),
        (TEN_LITRES, "a0*10 a0*10", "+ .", 10, S.COMPLETED),
        (TEN_LITRES, "a0*4 a0*5", ". different_event", 4, S.IN_PROGRESS),
        (TEN_LITRES, "-a0 a0*4 a0*5", ". . .", 0, S.JOINED),
    ],
)
def test_a_line_of_events(task, line, follows, done, state):
    progress, followed = play(task, line)
    assert followed == follows.split()
    assert progress is not None
    assert value(progress) == done
    assert state_of(progress, joined=True) is state


@pytest.mark.parametrize(
    ("joined", "completed", "state"),
    [
        (False, False, S.AVAILABLE),
        (True, False, S.JOINED),
        (True, True, S.COMPLETED),
        (False, True, S.COMPLETED),
    ],
)
def test_the_state_without_progress(joined, completed, state):
    assert state_of(None, joined=joined, completed=completed) is state


def test_the_same_reference_with_another_content_is_refused_and_says_what_differs():
    progress, _ = play(TEN_LITRES, "a0*4")
    assert progress is not None
    known = progress.events[0]
    refusal = count(progress, msgspec.structs.replace(known, amount=1))
    assert refusal == DifferentEvent(
        reference="umbrella-kiosk:a0", field="amount", existing="4", wanted="1"
    )
    moved = count(progress, msgspec.structs.replace(known, at=known.at + HOUR))
    assert isinstance(moved, DifferentEvent)
    assert (moved.field, moved.existing) == ("event_at", "2026-03-02T12:00:00+00:00")


def test_it_says_which_day_has_one_event_more_or_less():
    progress, _ = play(FOUR_TIMES, "a0")
    assert progress is not None
    event = msgspec.structs.replace(progress.events[0], reference="kiosk:b", day="2026-03-03")
    counted = count(progress, event)
    assert isinstance(counted, Counted)
    assert (counted.gained, counted.lost) == ("2026-03-03", None)
    again = count(counted.progress, event)
    assert isinstance(again, Counted)
    assert (again.gained, again.already) == (None, True)
    back = take_back(counted.progress, "kiosk:b")
    assert isinstance(back, Counted)
    assert (back.gained, back.lost) == (None, "2026-03-03")
    never = take_back(counted.progress, "kiosk:c")
    assert isinstance(never, Counted)
    assert never.lost is None


def test_the_same_id_of_two_merchants_is_two_events():
    other = changed(FOUR_TIMES, sources=(UMBRELLA_KIOSK, RIVERSIDE_BIKES))
    first = reported(other, None, event("a"))
    assert isinstance(first, Counted)
    second = reported(other, first.progress, event("a", source=RIVERSIDE_BIKES))
    assert isinstance(second, Counted)
    assert value(second.progress) == 2


def test_each_completion_of_a_period_has_an_award_of_its_own():
    first, _ = play(FOUR_TIMES, "a0 b0 c0 d0")
    again, _ = play(FOUR_TIMES, "a0 b0 c0 d0 -a0 e0")
    assert first is not None
    assert again is not None
    assert (award_period(first), award_period(again)) == ("once", "once-r1")
    assert is_part(award_period(again))


def test_a_goal_that_the_programme_raises_is_that_of_the_next_period():
    progress, _ = play(THREE_OF_SEVEN, "a0 b1")
    harder = changed(THREE_OF_SEVEN, target=5)
    counted = reported(harder, progress, event("c", at=MONDAY + 2 * DAY))
    assert isinstance(counted, Counted)
    assert counted.completes
    fresh = reported(harder, None, event("c", at=MONDAY + 7 * DAY))
    assert isinstance(fresh, Counted)
    assert (fresh.progress.goal, fresh.progress.period) == (5, "2026-03-09.7d")


def _event(number, day="2026-03-02"):
    return CountedEvent(reference=f"kiosk:{number}", at=NOON, day=day)


def test_a_document_has_room_for_so_many_events_and_what_is_counted_stays():
    progress = begin(TEN_LITRES, account=ALICE.account, period="once")
    for number in range(EVENTS_MAX):
        counted = count(progress, _event(number))
        assert isinstance(counted, Counted)
        progress = counted.progress
    refusal = count(progress, _event(EVENTS_MAX))
    assert refusal == TooManyEvents(task=TEN_LITRES.id, events=EVENTS_MAX, most=EVENTS_MAX)
    assert count(progress, _event(0)) == Counted(progress=progress, already=True)


def test_no_day_takes_the_room_of_the_others():
    progress = begin(THREE_OF_SEVEN, account=ALICE.account, period="2026-03-02.7d")
    for number in range(DAY_EVENTS_MAX):
        counted = count(progress, _event(number))
        assert isinstance(counted, Counted)
        progress = counted.progress
    assert isinstance(count(progress, _event(9)), TooManyEvents)
    assert isinstance(count(progress, _event(9, "2026-03-03")), Counted)


def test_taking_back_what_never_came_is_bounded_too():
    progress = begin(ONCE, account=ALICE.account, period="once")
    for number in range(EVENTS_MAX):
        counted = take_back(progress, f"kiosk:{number}")
        assert isinstance(counted, Counted)
        progress = counted.progress
    assert isinstance(take_back(progress, "kiosk:more"), TooManyEvents)
    assert take_back(progress, "kiosk:0") == Counted(progress=progress, already=True)


def test_nobody_makes_what_stands_stay_by_taking_back_what_never_came():
    progress = begin(ONCE, account=ALICE.account, period="once")
    counted = count(progress, _event("real"))
    for number in range(EVENTS_MAX):
        assert isinstance(counted, Counted)
        counted = take_back(counted.progress, f"kiosk:{number}")
    assert isinstance(counted, Counted)
    assert take_back(counted.progress, "kiosk:real").revokes


def test_done_and_taken_back_is_bounded_too():
    progress = begin(ONCE, account=ALICE.account, period="once")
    for number in range(KNOWN_MAX):
        counted = count(progress, _event(number))
        assert isinstance(counted, Counted)
        back = take_back(counted.progress, f"kiosk:{number}")
        assert isinstance(back, Counted)
        progress = back.progress
    refusal = count(progress, _event("more"))
    assert refusal == TooManyEvents(task=ONCE.id, events=KNOWN_MAX, most=KNOWN_MAX)


NAMES = st.tuples(st.sampled_from("abcdefgh"), st.integers(0, 3), st.integers(1, 4))
STEPS = st.lists(st.tuples(st.sampled_from(["", "-"]), NAMES), max_size=25)


def _line(steps):
    """Steps as a line. A name has one day and one amount, whoever says it."""
    words = []
    for sign, (name, _, _) in steps:
        day, amount = ord(name) % 4, ord(name) % 3 + 2
        words.append(f"{sign}{name}{day}*{amount}")
    return " ".join(words)


@given(st.sampled_from([ONCE, THREE_OF_SEVEN, FOUR_TIMES, TEN_LITRES]), STEPS, st.randoms())
@settings(max_examples=300, deadline=None)
def test_late_double_and_out_of_order_events_end_in_the_same_state(task, steps, random):
    """What stands is what was reported and not reversed; the rest is how often it was paid."""
    first, followed = play(task, _line(steps))
    shuffled = [*steps, *random.sample(steps, len(steps) // 2)]
    random.shuffle(shuffled)
    second, _ = play(task, _line(shuffled))
    if first is None or second is None:
        assert first is second
        return
    assert (first.events, first.reversed, first.completed) == (
        second.events,
        second.reversed,
        second.completed,
    )
    assert first.completed is (value(first) >= first.goal)
    # Paid once more than revoked, exactly if it is completed: seeds are right at any time.
    assert followed.count("+") - followed.count("-") == first.completed
    assert followed.count("-") == first.revision


@given(STEPS)
@settings(max_examples=100, deadline=None)
def test_progress_is_that_of_the_set_of_events(steps):
    progress, _ = play(TEN_LITRES, _line(steps))
    gone = {name for sign, (name, _, _) in steps if sign}
    stand = {name for sign, (name, _, _) in steps if not sign} - gone
    if progress is not None:
        assert value(progress) == sum(ord(name) % 3 + 2 for name in stand)
        assert {event.reference.split(":")[1][0] for event in progress.events} == stand
