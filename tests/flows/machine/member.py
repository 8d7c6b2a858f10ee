"""One member as they should be: what they follow, have done and have; every step answers a word.

A refusal is told by its name, and then nothing has changed.
"""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from tests.flows.machine.days import Days
from tests.flows.machine.period import Happened, Paid, Period, label_of
from tests.flows.machine.programme import (
    BUDGET,
    BY_ID,
    CAP,
    DAY_MAX,
    NUMBERS,
    RIGHT,
    TASK_QUIZ,
)
from tests.flows.machine.purse import PurseBook
from tests.flows.machine.streak import StreakBook

TASK_NUMBERS = NUMBERS.tasks
SKEW = timedelta(minutes=TASK_NUMBERS.skew_minutes_max)
LATE = timedelta(hours=TASK_NUMBERS.late_hours_max)
REVERSAL = timedelta(days=TASK_NUMBERS.reversal_days_max)


class Budget:
    """What a task has left to pay, for everybody."""

    def __init__(self) -> None:
        self.left = BUDGET


class MemberBook:
    """`linked` says until when each merchant may speak of the member."""

    def __init__(self, account: str, zone: str, budget: Budget) -> None:
        self.account, self.budget = account, budget
        self.days, self.purse, self.streak = Days(zone), PurseBook(), StreakBook()
        self.joined: dict[str, datetime] = {}
        self.linked: dict[str, datetime] = {}
        self.periods: dict[tuple[str, str], Period] = {}
        self.earned: Counter[tuple[date, str | None]] = Counter()

    def may_speak(self, task: str, at: datetime) -> bool:
        """Whether the merchant that reports the task may still speak of the member."""
        return at < self.linked[BY_ID[task].sources[0]]

    def join(self, task: str, at: datetime) -> None:
        self.joined.setdefault(task, at)

    def leave(self, task: str) -> str | None:
        return None if self.joined.pop(task, None) else "NotJoined"

    def report(self, event: Happened, at: datetime) -> Any:
        """How much is done of the period and what it pays, or why the event does not count."""
        refused = self._cannot_report(event, at)
        if refused is not None:
            return refused
        day = self.days.of(event.at)
        period = self._period(event.task, day)
        if period.differs(event):
            return "DifferentEvent"
        if event.id not in period.events and event.id not in period.gone:
            self.settle(at)
            period.events[event.id] = (event, day)
            if period.paid is None and period.done >= period.goal:
                self._pay(period, at)
            self.streak.count(day, 1)
        return period.done, period.seeds

    def reverse(self, event: Happened, at: datetime) -> Any:
        """What stands without the event, and whether seeds were taken back."""
        if at + SKEW < event.at:
            return "EventInFuture"
        if event.at < at - REVERSAL:
            return "ReversalTooLate"
        period = self._period(event.task, self.days.of(event.at))
        returned = 0
        if event.id not in period.gone:
            self.settle(at)
            period.gone.add(event.id)
            if event.id in period.events:
                _, day = period.events.pop(event.id)
                self.streak.count(day, -1)
            if period.paid is not None and period.done < period.goal:
                returned = self._revoke(period, period.paid)
        return (period.done, returned) if self.may_speak(event.task, at) else "short"

    def quiz(self, answers: tuple[int, ...], at: datetime) -> Any:
        """Whether it is passed now and what that pays, or why it cannot be tried."""
        period, day = self._period(TASK_QUIZ.id, self.days.of(at)), self.days.of(at)
        if TASK_QUIZ.id not in self.joined:
            return "NotJoined"
        if period.paid is not None:
            return "QuizPassed"
        tries = period.tries[1] if period.tries[0] == day else 0
        if tries >= TASK_NUMBERS.quiz_tries_max:
            return "TooManyTries"
        self.settle(at)
        period.tries = (day, tries + 1)
        if answers != RIGHT:
            return False, 0
        period.events["passed"] = (Happened(0, TASK_QUIZ.id, "passed", at, 1), day)
        self._pay(period, at)
        self.streak.count(day, 1)
        return True, period.seeds

    def settle(self, at: datetime) -> int:
        """Pays the weeks of days in a row that nobody can change any more; how many."""
        reached = self.streak.settle(self.days.of(at - LATE))
        for day, seeds in reached:
            self.purse.earn(f"streak:{self.account}:{day.isoformat()}", seeds, at)
        return len(reached)

    def _cannot_report(self, event: Happened, at: datetime) -> str | None:
        since = self.joined.get(event.task)
        if not self.may_speak(event.task, at):
            return "MemberNotLinked"
        if since is None:
            return "NotJoined"
        if event.at > at + SKEW:
            return "EventInFuture"
        if event.at < at - LATE:
            return "EventTooOld"
        return "EventBeforeJoining" if event.at < since - SKEW else None

    def _period(self, task: str, day: date) -> Period:
        label = label_of(BY_ID[task], day)
        return self.periods.setdefault((task, label), Period(BY_ID[task], label))

    def _pay(self, period: Period, at: datetime) -> None:
        task, day = period.task, self.days.of(period.last().at)
        rooms = [max(0, task.seeds - period.kept), max(0, DAY_MAX - self.earned[day, None])]
        if task.campaign is not None:
            rooms.append(max(0, CAP - self.earned[day, task.campaign]))
        if task.budget is not None:
            rooms.append(self.budget.left)
        period.paid = Paid(period.award(self.account), min(rooms), day)
        self._book(period, period.paid, min(rooms))
        if min(rooms):
            self.purse.earn(period.paid.id, min(rooms), at)

    def _revoke(self, period: Period, paid: Paid) -> int:
        period.paid, period.revoked = None, period.revoked + 1
        if not paid.seeds:
            return 0
        if not self.purse.take_back(paid.id, paid.seeds, period.task.reversal):
            period.kept += paid.seeds
            return 0
        self._book(period, paid, -paid.seeds)
        return paid.seeds

    def _book(self, period: Period, paid: Paid, seeds: int) -> None:
        """Counts seeds towards the caps of the day and the budget."""
        for label in {None, period.task.campaign}:
            self.earned[paid.day, label] += seeds
        if period.task.budget is not None:
            self.budget.left -= seeds
