"""Short words for scenarios about progress: events by name, and lines of them."""

from datetime import datetime, timedelta

from rewards.refusal import Refusal
from tasks.days.calendar import Calendar
from tasks.kinds import TaskKind
from tasks.numbers import TaskNumbers
from tasks.progress.count import Counted
from tasks.progress.progress import Progress
from tasks.progress.report import Event, report, reverse_event
from tasks.task import Task
from tests.people import ALICE, DAY, HOUR, NOON, UMBRELLA_KIOSK
from tests.tasks.helpers import changed

NUMBERS = TaskNumbers()
CALENDAR = Calendar(zone=ALICE.zone)
CHARITIES = frozenset({UMBRELLA_KIOSK})
MONDAY = NOON - 2 * DAY

ONCE = changed(kind=TaskKind.ONCE)
DAILY = changed(kind=TaskKind.DAILY)
# Windows of seven dates, which begin with a Monday.
THREE_OF_SEVEN = changed(kind=TaskKind.DAYS, target=3, window_days=7, opens_at=MONDAY)
FOUR_TIMES = changed(kind=TaskKind.CUMULATIVE, target=4)
TEN_LITRES = changed(kind=TaskKind.CUMULATIVE, target=10, unit="litres")


def event(
    name: str, *, at: datetime = NOON, amount: int = 1, source: str = UMBRELLA_KIOSK
) -> Event:
    """An event of the kiosk's."""
    return Event(id=name, source=source, event_at=at, amount=amount)


def reported(
    task: Task,
    progress: Progress | None,
    what: Event,
    *,
    at: datetime | None = None,
    joined_at: datetime | None = NOON - 30 * DAY,
    charities: frozenset[str] = CHARITIES,
) -> Counted | Refusal:
    """Alice's event reported an hour later, unless `at` says when."""
    return report(
        task,
        progress,
        what,
        account=ALICE.account,
        joined_at=joined_at,
        at=at or what.event_at + HOUR,
        calendar=CALENDAR,
        numbers=NUMBERS,
        charities=charities,
    )


def taken_back(task: Task, progress: Progress | None, what: Event) -> Counted | Refusal:
    """Alice's event taken back."""
    return reverse_event(task, progress, what, account=ALICE.account, calendar=CALENDAR)


def play(task: Task, line: str) -> tuple[Progress | None, list[str]]:
    """What a line such as `a0 b1*3 -a0` does, and what follows: `+` paid, `-` revoked, `.` nothing.

    `b1*3` is event b on the day after Monday, of amount 3; `-b1` takes it back.
    """
    progress, followed = None, []
    for word in line.split():
        name, _, amount = word.lstrip("-").partition("*")
        what = event(name, at=MONDAY + int(name[1:]) * DAY, amount=int(amount or 1))
        step = taken_back if word.startswith("-") else reported
        counted = step(task, progress, what)
        if isinstance(counted, Refusal):
            followed.append(counted.code)
            continue
        progress = counted.progress
        followed.append("+" if counted.completes else "-" if counted.revokes else ".")
    return progress, followed


def later(minutes: int) -> datetime:
    """Noon on Wednesday and some minutes."""
    return NOON + timedelta(minutes=minutes)
