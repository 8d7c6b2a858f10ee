"""GET /v1/me/tasks."""

from typing import Any

import msgspec
from litestar import Request, get

from rewards.calendar import Instant
from service.http.guards import TheMember
from service.http.me.self import own_account
from service.http.means import TheMeans
from service.http.programme.translated import saying
from tasks.join import joined_at
from tasks.task import Category, Task, TaskKind, is_open


class MyTask(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A task of the programme; `joined_at` is absent if the caller does not follow it."""

    id: str
    title: str
    category: Category
    kind: TaskKind
    seeds: int
    open: bool
    opens_at: Instant
    closes_at: Instant | None = None
    joined_at: Instant | None = None


class MyTasks(msgspec.Struct, frozen=True, kw_only=True):
    """In the order of the programme document."""

    tasks: tuple[MyTask, ...]


@get("/tasks", operation_id="listTasks", tags=["tasks"])
async def list_tasks(
    request: Request[Any, Any, Any], means: TheMeans, caller: TheMember
) -> MyTasks:
    """What can be done to earn seeds, and what of it the caller follows."""
    account, now = await own_account(means, caller), means.domain_now()
    say = saying(request)

    def mine(task: Task) -> MyTask:
        return MyTask(
            id=task.id,
            title=say(task.title),
            category=task.category,
            kind=task.kind,
            seeds=task.seeds,
            open=is_open(task, now),
            opens_at=task.opens_at,
            closes_at=task.closes_at,
            joined_at=joined_at(account.joined, task.id),
        )

    return MyTasks(tasks=tuple(mine(task) for task in means.programme.tasks))
