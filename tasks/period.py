"""Which period an event belongs to: the third part of an award's id."""

from datetime import UTC, date, timedelta

from rewards.calendar import iso_week, week_start
from tasks.task import Task, TaskKind

ALWAYS = "once"
"""The one period of a task that begins only once."""


def period_on(task: Task, day: date) -> str:
    """The period of the member's date `day`, from `tasks.days.calendar.day_of`.

    `once`, the date (`2026-03-04`), the ISO week (`2026-W10`), or the window of M days by its
    first date (`2026-03-02.7d`).
    """
    match task.kind:
        case TaskKind.DAILY:
            return day.isoformat()
        case TaskKind.WEEKLY:
            return iso_week(day)
        case TaskKind.DAYS | TaskKind.CUMULATIVE | TaskKind.QUIZ if task.window_days is not None:
            return f"{window_start(task, day).isoformat()}.{task.window_days}d"
        case _:
            return ALWAYS


def window_start(task: Task, day: date) -> date:
    """The first date of the window that holds `day`, for a task that has windows."""
    if task.window_days is None:
        raise ValueError(f"task {task.id!r} has no windows")
    since = day - task.opens_at.astimezone(UTC).date()
    return day - timedelta(days=since.days % task.window_days)


def last_day(task: Task, day: date) -> date | None:
    """The last date of the period that holds the member's date `day`; None if it never ends."""
    match task.kind:
        case TaskKind.DAILY:
            return day
        case TaskKind.WEEKLY:
            return week_start(day) + timedelta(days=6)
        case _ if task.window_days is not None and not is_for_always(task):
            return window_start(task, day) + timedelta(days=task.window_days - 1)
        case _:
            return None


def is_for_always(task: Task) -> bool:
    """True if it can be completed once and no more, so that other tasks can ask for it."""
    once = task.kind not in (TaskKind.DAILY, TaskKind.WEEKLY)
    return once and task.window_days is None
