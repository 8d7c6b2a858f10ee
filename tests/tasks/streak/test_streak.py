"""Streaks: tables of days, and the same end whatever the order of reports."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rewards.score.evidence import EvidenceKind
from tasks.days.calendar import Calendar
from tasks.numbers import StreakNumbers, TaskNumbers
from tasks.streak.settle import bonus, due, final_before, settle, week_award, week_evidence, week_id
from tasks.streak.show import show
from tasks.streak.streak import DayCount, Rest, Streak, count_day, rest, take_back_day
from tasks.streak.walk import Walked, Week, walk
from tests.people import BOB, HOUR
from tests.tasks.streak.naive import Naive

NUMBERS = StreakNumbers()
SMALL = StreakNumbers(freeze_days=3, freezes_max=2)
FIRST = date(2026, 3, 1)
ONE = timedelta(days=1)


def on(number: int) -> date:
    """The date of a place in a line such as `xx.x`."""
    return FIRST + number * ONE


def line(text: str) -> tuple[Streak, date]:
    """The streak of a line: `x` is a day done, `.` one missed; and the date after it."""
    streak = Streak()
    for number, mark in enumerate(text.replace(" ", "")):
        streak = count_day(streak, on(number)) if mark == "x" else streak
    return streak, on(len(text.replace(" ", "")))


@pytest.mark.parametrize(
    ("days", "current", "best", "freezes"),
    [
        ("", 0, 0, 0),
        ("x", 1, 1, 0),
        ("xxx", 3, 3, 0),
        (".....x", 1, 1, 0),
        ("xx.", 0, 2, 0),
        ("xx.x", 1, 2, 0),
        ("xxxxxxx xxxxxx", 13, 13, 0),
        ("xxxxxxx xxxxxxx", 14, 14, 1),
        # The freeze saves one day, not two.
        ("xxxxxxx xxxxxxx .x", 15, 15, 0),
        ("xxxxxxx xxxxxxx ..", 0, 14, 0),
        ("xxxxxxx xxxxxxx ..x", 1, 14, 0),
        # A day that a freeze saved does not count towards the next one.
        ("xxxxxxx xxxxxxx .xxxxxxx xxxxxx", 27, 27, 0),
        ("xxxxxxx xxxxxxx .xxxxxxx xxxxxxx", 28, 28, 1),
        # Three are held, however long it goes on, and save three days.
        ("xxxxxxx" * 8, 56, 56, 3),
        ("xxxxxxx" * 8 + "...x", 57, 57, 0),
        ("xxxxxxx" * 8 + "....x", 1, 56, 0),
        ("xxxxxxx" * 8 + ".x.x.x", 59, 59, 0),
        ("xxxxxxx" * 8 + ".x.x.x.", 0, 59, 0),
    ],
)
def test_days_in_a_row(days, current, best, freezes):
    streak, before = line(days)
    after = walk(streak, before, NUMBERS).streak
    assert (after.current, after.best, after.freezes) == (current, best, freezes)


@pytest.mark.parametrize(
    ("days", "current", "done", "to_week", "to_freeze"),
    [
        ("", 0, False, 7, 14),
        # The last mark is today, and today is missed only when it is over.
        (".", 0, False, 7, 14),
        ("x", 1, True, 6, 13),
        ("xx.", 2, False, 5, 12),
        ("xx..", 0, False, 7, 14),
        ("xxxxxxx", 7, True, 7, 7),
        ("xxxxxxx xxxxxxx.", 14, False, 7, 14),
    ],
)
def test_what_a_member_sees_today(days, current, done, to_week, to_freeze):
    streak, after = line(days)
    shown = show(streak, after - ONE, NUMBERS)
    assert (shown.current, shown.done_today) == (current, done)
    assert (shown.days_to_week, shown.days_to_freeze) == (to_week, to_freeze)


def test_a_day_done_ahead_of_the_clock_is_not_shown_yet():
    streak, tomorrow = line("xx")
    shown = show(count_day(streak, tomorrow), on(1), NUMBERS)
    assert (shown.current, shown.done_today) == (2, True)


@pytest.mark.parametrize(
    ("number", "seeds"), [(1, 25), (2, 50), (4, 100), (5, 125), (6, 125), (52, 125), (520, 125)]
)
def test_a_week_pays_more_in_a_row_up_to_five_times(number, seeds):
    assert bonus(number, NUMBERS) == seeds


def test_a_week_is_paid_and_proved_once():
    week, at = Week(day=FIRST, number=2), datetime(2026, 3, 12, tzinfo=UTC)
    paid = week_award(week, account="alice", at=at, numbers=NUMBERS)
    fact = week_evidence(week, "alice")
    assert paid is not None
    assert (paid.id, paid.amount, paid.at) == (week_id(week, "alice"), 50, at)
    assert (fact.id, fact.kind) == (paid.id, EvidenceKind.STREAK_WEEK)
    assert fact.at == datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_week_without_a_bonus_is_proved_and_moves_nothing():
    free = StreakNumbers(bonus_seeds=0)
    week = Week(day=FIRST, number=2)
    at = datetime(2026, 3, 12, tzinfo=UTC)
    assert week_award(week, account="alice", at=at, numbers=free) is None


def test_weeks_are_those_without_a_miss():
    streak, before = line("xxxxxxx .xxxxxxx xxxxxxx")
    weeks = walk(streak, before, NUMBERS).weeks
    assert weeks == (
        Week(day=on(6), number=1),
        Week(day=on(14), number=1),
        Week(day=on(21), number=2),
    )
    streak, before = line("xxxxxxx xxxxxx .x")
    assert [week.number for week in walk(streak, before, NUMBERS).weeks] == [1]


def test_two_completions_of_a_day_are_one_day_until_both_are_revoked():
    once = count_day(Streak(), FIRST)
    twice = count_day(once, FIRST)
    assert twice.recent == (DayCount(day="2026-03-01", count=2),)
    assert take_back_day(twice, FIRST) == once
    assert take_back_day(once, FIRST) == Streak() == take_back_day(Streak(), FIRST)


def test_what_is_final_stays():
    streak, before = line("xxx.x")
    folded = walk(streak, before, NUMBERS).streak
    assert folded.recent == ()
    for day in (on(0), on(3), on(4)):
        assert count_day(folded, day) == folded == take_back_day(folded, day)
    assert walk(folded, before, NUMBERS) == Walked(streak=folded)
    for earlier in (on(2), on(4)):
        assert walk(folded, earlier, NUMBERS) == Walked(streak=folded)


def test_a_late_day_closes_the_gap_while_it_can():
    streak, before = line("xxx.xx")
    assert walk(streak, before, NUMBERS).streak.current == 2
    assert walk(count_day(streak, on(3)), before, NUMBERS).streak.current == 6


def test_days_are_final_when_nothing_can_be_reported_any_more():
    numbers, calendar = TaskNumbers(), Calendar(zone=BOB.zone)
    at = datetime(2026, 3, 4, 15, 59, tzinfo=UTC)  # a minute before midnight in Shanghai
    assert final_before(calendar, at, numbers) == date(2026, 3, 1)
    assert final_before(calendar, at + HOUR, numbers) == date(2026, 3, 2)
    streak, _ = line("xx")
    assert settle(streak, calendar=calendar, at=at, numbers=numbers).streak == streak
    settled = settle(streak, calendar=calendar, at=at + HOUR, numbers=numbers).streak
    assert (settled.until, settled.current, due(settled)) == ("2026-03-01", 1, "2026-03-02")
    assert due(Streak()) is None


def test_who_stays_away_for_years_is_settled_at_once():
    streak, _ = line("xxx")
    after = walk(streak, date(2126, 1, 1), NUMBERS).streak
    assert (after.until, after.current, after.best) == ("2125-12-31", 0, 3)


@pytest.mark.parametrize(
    ("days", "paused", "current"),
    [
        ("xx....x", (2, 5), 3),
        ("xx....x", (2, 4), 1),
        ("xx....x", (3, 5), 1),
        ("xx....x", (0, 9), 3),
        ("xxxxxxx xxxxxxx ....x", (14, 16), 15),
    ],
)
def test_a_pause_misses_nothing(days, paused, current):
    streak, before = line(days)
    rested = rest(streak, on(paused[0]), on(paused[1]))
    assert walk(rested, before, NUMBERS).streak.current == current


def test_pauses_that_touch_are_one_and_old_ones_are_forgotten():
    streak = rest(rest(Streak(), on(5), on(7)), on(1), on(4))
    assert streak.rests == (Rest(first=on(1).isoformat(), last=on(7).isoformat()),)
    assert rest(streak, on(3), on(2)) == streak
    apart = rest(streak, on(9), on(9))
    assert len(apart.rests) == 2
    done = count_day(apart, on(0))
    assert len(walk(done, on(9), NUMBERS).streak.rests) == 1


WINDOW = 4
"""Days after which nothing is reported or revoked any more."""

# Each completion: its day, how late it is reported, and how late it is revoked, if ever.
COMPLETIONS = st.lists(
    st.tuples(
        st.integers(0, 60), st.integers(0, WINDOW), st.one_of(st.none(), st.integers(0, WINDOW))
    ),
    max_size=90,
)
RESTS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 3)), max_size=3)


def _reports(completions):
    """(day of report, day, by) in the order in which the server hears of them."""
    heard = []
    for day, late, revoked in completions:
        heard.append((day + late, day, 1))
        if revoked is not None:
            heard.append((max(day + late, day + revoked), day, -1))
    return sorted(heard, key=lambda each: each[0])


@given(COMPLETIONS, st.sets(st.integers(0, 70)), RESTS, st.sampled_from([NUMBERS, SMALL]))
@settings(max_examples=300, deadline=None)
def test_whatever_the_order_the_end_is_that_of_the_whole_set(completions, jobs, rests, numbers):
    """Late reports, revocations and folding at any time: the same streak, and the same weeks."""
    streak, weeks = Streak(), []
    for first, more in rests:
        streak = rest(streak, on(first), on(first + more))
    heard = _reports(completions)
    for now in range(72):
        if now in jobs or any(at == now for at, _, _ in heard):
            folded = walk(streak, on(now - WINDOW), numbers)
            streak, weeks = (
                folded.streak,
                weeks + [(each.day, each.number) for each in folded.weeks],
            )
        for at, day, by in heard:
            if at == now:
                streak = (count_day if by > 0 else take_back_day)(streak, on(day))
        assert len(streak.recent) <= WINDOW + 1
        standing = _standing(heard, now)
        shown = show(streak, on(now), numbers)
        done = on(now) in standing
        naive = Naive(standing, on(now + done), numbers, _dates(rests))
        assert (shown.current, shown.best, shown.freezes) == (
            naive.current,
            naive.best,
            naive.freezes,
        )
    last = walk(streak, on(72), numbers)
    naive = Naive(_standing(heard, 72), on(72), numbers, _dates(rests))
    assert weeks + [(each.day, each.number) for each in last.weeks] == naive.weeks


@given(COMPLETIONS, st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_within_the_window_any_order_gives_the_very_same_value(completions, random):
    steps = [(day, 1) for day, _, _ in completions]
    steps += [(day, -1) for day, _, revoked in completions if revoked is not None]
    in_order = _after(sorted(steps, key=lambda step: (step[0], -step[1])))
    counts = [step for step in steps if step[1] > 0]
    random.shuffle(counts)
    backs = [step for step in steps if step[1] < 0]
    random.shuffle(backs)
    assert _after([*counts, *backs]) == in_order


def _after(steps):
    streak = Streak()
    for day, by in steps:
        streak = (count_day if by > 0 else take_back_day)(streak, on(day))
    return streak


def _standing(heard, now):
    counts = {}
    for at, day, by in heard:
        if at <= now:
            counts[day] = counts.get(day, 0) + by
    return {on(day) for day, count in counts.items() if count}


def _dates(rests):
    return {on(first + more) for first, most in rests for more in range(most + 1)}
