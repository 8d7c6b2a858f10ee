"""Reporting: who may say it, when it was, where it belongs, and what is paid for it."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from rewards.score.evidence import EvidenceKind
from tasks.days.calendar import Calendar
from tasks.kinds import OPERATOR, PHONE, QUIZ, Category, TaskKind
from tasks.limits.grant import Granted
from tasks.progress.count import Counted
from tasks.progress.progress import Progress, of_completion
from tasks.progress.report import completion_of, place
from tasks.refusals import (
    EventBeforeJoining,
    EventInFuture,
    EventTooOld,
    NotDeclarable,
    NotJoined,
    SourceNotCharity,
    TaskNotOpen,
    UntrustedSource,
)
from tests.people import ALICE, BOB, DAY, HOUR, MINUTE, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK
from tests.tasks.days.helpers import moved, wall
from tests.tasks.helpers import MEND, UMBRELLA, changed, completing
from tests.tasks.progress.helpers import (
    CALENDAR,
    DAILY,
    FOUR_TIMES,
    MONDAY,
    TEN_LITRES,
    THREE_OF_SEVEN,
    event,
    play,
    reported,
    taken_back,
)

WEEKLY = changed(kind=TaskKind.WEEKLY)
TWENTY = Granted(seeds=20, asked=20)


@pytest.mark.parametrize(
    ("task", "at", "period"),
    [
        (DAILY, NOON, "2026-03-04"),
        (WEEKLY, NOON, "2026-W10"),
        (FOUR_TIMES, NOON, "once"),
        (THREE_OF_SEVEN, MONDAY, "2026-03-02.7d"),
        (THREE_OF_SEVEN, MONDAY + 6 * DAY, "2026-03-02.7d"),
        (THREE_OF_SEVEN, MONDAY + 7 * DAY, "2026-03-09.7d"),
        # The first window begins with a date of UTC; west of it some are a little ahead of that.
        (THREE_OF_SEVEN, MONDAY - DAY, "2026-02-23.7d"),
        (changed(THREE_OF_SEVEN, window_days=1), NOON, "2026-03-04.1d"),
        (changed(FOUR_TIMES, window_days=30), NOON, "2026-02-28.30d"),
    ],
)
def test_where_an_event_belongs(task, at, period):
    opened = changed(task, opens_at=datetime(2026, 1, 29, tzinfo=UTC))
    task = task if task.kind is TaskKind.DAYS else opened
    assert place(task, event("a", at=at), CALENDAR).period == period


def test_an_event_belongs_to_its_own_day_wherever_the_member_is_by_now():
    travelling = moved(ALICE.zone, BOB.zone, NOON)
    late = wall("2026-03-04 23:30", ALICE.zone)
    for calendar in (Calendar(zone=ALICE.zone), travelling):
        assert place(DAILY, event("a", at=late), calendar).period == "2026-03-04"
    assert place(DAILY, event("a", at=late), Calendar(zone=BOB.zone)).period == "2026-03-05"


@pytest.mark.parametrize("source", [RIVERSIDE_BIKES, "app", QUIZ, "", "Umbrella-Kiosk"])
def test_only_trusted_sources_report(source):
    refusal = reported(DAILY, None, event("a", source=source))
    assert refusal == UntrustedSource(task=DAILY.id, source=source)


def test_a_members_own_word_is_not_enough_and_they_are_told_so():
    refusal = reported(DAILY, None, event("a", source=PHONE))
    assert refusal == NotDeclarable(task=DAILY.id)


@pytest.mark.parametrize("task", [DAILY, FOUR_TIMES, MEND, changed(sources=(PHONE,))])
def test_an_operator_may_report_all_but_a_quiz(task):
    assert isinstance(reported(task, None, event("a", source=OPERATOR)), Counted)
    quiz = changed(kind=TaskKind.QUIZ, sources=(QUIZ,))
    refusal = reported(quiz, None, event("a", source=OPERATOR))
    assert isinstance(refusal, UntrustedSource)


def test_charity_is_confirmed_by_a_charity():
    assert isinstance(reported(MEND, None, event("a")), Counted)
    refusal = reported(MEND, None, event("a"), charities=frozenset({RIVERSIDE_BIKES}))
    assert refusal == SourceNotCharity(task=MEND.id, source=UMBRELLA_KIOSK)
    everyday = changed(MEND, category=Category.EVERYDAY)
    assert isinstance(reported(everyday, None, event("a"), charities=frozenset()), Counted)


@pytest.mark.parametrize(
    ("at", "joined_at", "refusal"),
    [
        (NOON, None, NotJoined),
        (NOON - 6 * MINUTE, NOON - DAY, EventInFuture),
        (NOON + 73 * HOUR, NOON - DAY, EventTooOld),
        (NOON, NOON + 6 * MINUTE, EventBeforeJoining),
    ],
)
def test_what_does_not_count(at, joined_at, refusal):
    answer = reported(DAILY, None, event("a"), at=at, joined_at=joined_at)
    assert isinstance(answer, refusal)


def test_the_task_must_be_open_when_it_is_done():
    closed = changed(DAILY, closes_at=NOON)
    assert isinstance(reported(closed, None, event("a")), TaskNotOpen)
    early = event("a", at=NOON - timedelta(milliseconds=1))
    assert isinstance(reported(closed, None, early), Counted)


def test_a_completion_is_paid_once_per_period_and_dated_by_its_last_event():
    # Reported in another order than it happened: the second comes last.
    progress, followed = play(FOUR_TIMES, "d3 c2 a0 b1")
    assert followed == [".", ".", ".", "+"]
    assert progress is not None
    done = completion_of(
        FOUR_TIMES, progress, source=UMBRELLA_KIOSK, granted=TWENTY, at=NOON + 9 * DAY
    )
    assert done.id == "task:return-umbrella:alice:once"
    assert (done.event_at, done.at, done.seeds) == (MONDAY + 3 * DAY, NOON + 9 * DAY, 20)
    assert done.evidence is EvidenceKind.TASK_COMPLETED


def test_one_event_is_the_same_completion_as_ever():
    done = completing(UMBRELLA)
    counted = reported(DAILY, None, event("e1"))
    assert isinstance(counted, Counted)
    assert (
        completion_of(DAILY, counted.progress, source=UMBRELLA_KIOSK, granted=TWENTY, at=NOON)
        == done
    )


def test_progress_can_be_made_from_a_completion_that_has_none():
    first = event("a")
    counted = reported(DAILY, None, first)
    assert isinstance(counted, Counted)
    done = completion_of(DAILY, counted.progress, source=UMBRELLA_KIOSK, granted=TWENTY, at=NOON)
    made = of_completion(DAILY, done, day="2026-03-04")
    assert made == counted.progress
    back = taken_back(DAILY, made, first)
    assert isinstance(back, Counted)
    assert back.revokes


def test_amounts_are_those_of_the_tasks_unit():
    litres = reported(TEN_LITRES, None, event("a", amount=7))
    times = reported(FOUR_TIMES, None, event("a", amount=7))
    assert isinstance(litres, Counted)
    assert isinstance(times, Counted)
    assert (litres.progress.events[0].amount, times.progress.events[0].amount) == (7, 1)


def test_a_full_document_is_small_enough_to_be_loaded_with_an_account():
    progress, _ = play(TEN_LITRES, "a0")
    assert progress is not None
    longest = msgspec.structs.replace(
        progress.events[0], reference=f"{'m' * 64}:{'e' * 64}", amount=1_000_000_000
    )
    full = msgspec.structs.replace(progress, events=(longest,) * 400)
    assert len(msgspec.json.encode(full)) < 120_000
    assert msgspec.json.decode(msgspec.json.encode(full), type=Progress) == full
