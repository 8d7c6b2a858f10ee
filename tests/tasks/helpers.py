"""Short words for scenarios about tasks."""

from datetime import datetime

import msgspec

from rewards.refusal import Refusal
from service.programme_demo import DEMO
from tasks.days.calendar import Calendar
from tasks.limits.grant import Granted
from tasks.numbers import TaskNumbers
from tasks.progress.report import Event, completion_of, report
from tasks.task import Task
from tests.people import ALICE, DAY, NOON, UMBRELLA_KIOSK

NUMBERS = TaskNumbers()
TOUR, UMBRELLA, RIDE, MEND, *_ = DEMO.tasks


def changed(task: Task = UMBRELLA, **changes) -> Task:
    """The task with some fields changed."""
    return msgspec.structs.replace(task, **changes)


def completing(
    task: Task = UMBRELLA,
    *,
    joined_at: datetime | None = NOON - 30 * DAY,
    at: datetime = NOON,
    event_at: datetime | None = None,
    zone: str = ALICE.zone,
    source: str = UMBRELLA_KIOSK,
):
    """Alice completes `task`, reported at once unless `event_at` says when it happened."""
    event = Event(id="e1", source=source, event_at=event_at or at)
    counted = report(
        task,
        None,
        event,
        account=ALICE.account,
        joined_at=joined_at,
        at=at,
        calendar=Calendar(zone=zone),
        numbers=NUMBERS,
        charities=frozenset({UMBRELLA_KIOSK}),
    )
    if isinstance(counted, Refusal):
        return counted
    granted = Granted(seeds=task.seeds, asked=task.seeds)
    return completion_of(task, counted.progress, source=source, granted=granted, at=at)
