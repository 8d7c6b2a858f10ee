"""Short words for scenarios about tasks."""

from datetime import datetime

import msgspec

from service.programme_demo import DEMO
from tasks.complete import complete
from tasks.numbers import TaskNumbers
from tasks.task import Task
from tests.people import ALICE, DAY, NOON, UMBRELLA_KIOSK

NUMBERS = TaskNumbers()
TOUR, UMBRELLA, RIDE, MEND = DEMO.tasks


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
    return complete(
        task,
        joined_at=joined_at,
        account=ALICE.account,
        at=at,
        event_at=event_at or at,
        zone=zone,
        source=source,
        numbers=NUMBERS,
    )
