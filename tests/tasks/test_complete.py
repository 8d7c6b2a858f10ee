"""Completing: in time, by whom the task trusts, once per period of the event."""

from datetime import UTC, datetime, timedelta

import pytest

from rewards.ledger.accounts import MINT
from rewards.ledger.earn import earn
from rewards.ledger.purse import Moved, Purse
from rewards.score.evidence import EvidenceKind
from tasks.completion import Completion, award, evidence
from tasks.refusals import (
    EventBeforeJoining,
    EventInFuture,
    EventTooOld,
    NotJoined,
    TaskNotOpen,
    UntrustedSource,
)
from tests.people import ALICE, BOB, DAY, HOUR, MINUTE, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK
from tests.rewards.ledger.helpers import NUMBERS as LEDGER
from tests.tasks.helpers import MEND, RIDE, TOUR, UMBRELLA, changed, completing

TICK = timedelta(milliseconds=1)


def test_a_completion_says_what_was_done_when_and_for_how_much():
    done = completing()
    assert done == Completion(
        id="task:return-umbrella:alice:2026-03-04",
        task="return-umbrella",
        account=ALICE.account,
        period="2026-03-04",
        seeds=20,
        source=UMBRELLA_KIOSK,
        reference=f"{UMBRELLA_KIOSK}:e1",
        event_at=NOON,
        at=NOON,
        evidence=EvidenceKind.TASK_COMPLETED,
    )


def test_it_pays_from_the_mint_and_counts_as_evidence():
    done = completing(event_at=NOON - HOUR)
    assert isinstance(done, Completion)
    paid, fact = award(done), evidence(done)
    assert (paid.id, paid.debit, paid.credit) == (done.id, MINT, "ripe:alice")
    assert (paid.amount, paid.at) == (20, NOON)
    assert (fact.id, fact.at, fact.source) == (done.id, NOON - HOUR, UMBRELLA_KIOSK)


def test_twice_in_a_period_pays_once():
    first, again = completing(), completing(at=NOON + HOUR)
    assert isinstance(first, Completion)
    assert isinstance(again, Completion)
    moved = earn(Purse(), award(first), existing=None, numbers=LEDGER)
    assert isinstance(moved, Moved)
    assert earn(moved.purse, award(again), existing=award(first), numbers=LEDGER) == Moved(
        purse=moved.purse
    )


def test_charity_counts_as_charity():
    done = completing(MEND)
    assert isinstance(done, Completion)
    assert done.evidence is EvidenceKind.CHARITY_TASK_COMPLETED


def test_a_late_report_counts_for_its_own_day():
    done = completing(event_at=NOON - 72 * HOUR)
    assert isinstance(done, Completion)
    assert done.period == "2026-03-01"


@pytest.mark.parametrize("source", [RIVERSIDE_BIKES, "app", "alice", "", "Umbrella-Kiosk"])
def test_only_trusted_sources_report(source):
    refusal = completing(source=source)
    assert refusal == UntrustedSource(task="return-umbrella", source=source)


@pytest.mark.parametrize("task", [TOUR, RIDE])
def test_a_merchant_reports_only_its_own_tasks(task):
    assert completing(task) == UntrustedSource(task=task.id, source=UMBRELLA_KIOSK)


def test_what_was_not_joined_does_not_count():
    assert completing(joined_at=None) == NotJoined(task="return-umbrella")


@pytest.mark.parametrize("early", [timedelta(0), MINUTE, 5 * MINUTE])
def test_clocks_may_differ_by_five_minutes(early):
    assert isinstance(completing(event_at=NOON + early), Completion)
    assert isinstance(completing(joined_at=NOON + early), Completion)


@pytest.mark.parametrize("early", [5 * MINUTE + TICK, HOUR, 365 * DAY])
def test_the_future_does_not_count(early):
    refusal = completing(event_at=NOON + early)
    assert refusal == EventInFuture(event_at=NOON + early, now=NOON, skew_minutes_max=5)


@pytest.mark.parametrize("late", [72 * HOUR + TICK, 4 * DAY, 3_650 * DAY])
def test_after_72_hours_it_is_too_late(late):
    refusal = completing(event_at=NOON - late, joined_at=NOON - 3_651 * DAY)
    assert refusal == EventTooOld(event_at=NOON - late, now=NOON, late_hours_max=72)


def test_what_was_done_before_joining_does_not_count():
    refusal = completing(joined_at=NOON, event_at=NOON - 5 * MINUTE - TICK)
    assert isinstance(refusal, EventBeforeJoining)
    assert refusal.joined_at == NOON


@pytest.mark.parametrize(
    ("opens", "closes", "counts"),
    [
        (timedelta(0), None, True),
        (TICK, None, False),
        (-DAY, TICK, True),
        (-DAY, timedelta(0), False),
    ],
)
def test_the_task_must_be_open_when_it_is_done(opens, closes, counts):
    task = changed(opens_at=NOON + opens, closes_at=None if closes is None else NOON + closes)
    answer = completing(task)
    assert isinstance(answer, Completion) is counts
    assert counts or isinstance(answer, TaskNotOpen)


def test_a_task_closed_since_still_takes_a_late_report():
    task = changed(closes_at=NOON - HOUR)
    assert isinstance(completing(task, event_at=NOON - 2 * HOUR), Completion)


def test_one_moment_is_two_days_for_two_members():
    late = datetime(2026, 3, 4, 20, tzinfo=UTC)
    here, there = completing(at=late, zone=ALICE.zone), completing(at=late, zone=BOB.zone)
    assert isinstance(here, Completion)
    assert isinstance(there, Completion)
    assert (here.period, there.period) == ("2026-03-04", "2026-03-05")


def test_refusals_come_in_one_order():
    refusal = completing(changed(UMBRELLA, opens_at=NOON + DAY), source="bob", joined_at=None)
    assert isinstance(refusal, UntrustedSource)
