"""GET /v1/me/tasks."""

from datetime import date
from typing import Any

import msgspec
from litestar import Request, get

from service.http.guards import TheMember
from service.http.guards.standing import suspended_of
from service.http.me.my_task import MyTask, my_task
from service.http.me.progress_of import progress_of
from service.http.me.self import own_account
from service.http.means import Means, TheMeans
from service.http.programme.translated import saying
from service.members.account import Account
from service.members.pause import rested
from tasks.days.calendar import day_of, zone_at
from tasks.limits.earned import earned_on
from tasks.streak.settle import bonus
from tasks.streak.show import show
from tasks.streak.walk import WEEK_DAYS


class MyStreak(msgspec.Struct, frozen=True, kw_only=True):
    """Days in a row, today counted once something is done on it; `freezes` are days that may be
    missed. The next full week, in `days_to_week` days, pays `week_seeds`."""

    current: int
    best: int
    freezes: int
    done_today: bool
    days_to_week: int
    days_to_freeze: int
    week_seeds: int


class MyTasks(msgspec.Struct, frozen=True, kw_only=True):
    """In the order of the programme document, for the member's date `day` in `zone`. `day_seeds`
    are earned on it so far, of `day_seeds_max`."""

    day: str
    zone: str
    day_seeds: int
    day_seeds_max: int
    streak: MyStreak
    tasks: tuple[MyTask, ...]


@get("/tasks", operation_id="listTasks", tags=["tasks"])
async def list_tasks(
    request: Request[Any, Any, Any], means: TheMeans, caller: TheMember
) -> MyTasks:
    """What can be done to earn seeds, how far the caller is with it, and the caller's streak."""
    account, now = await own_account(means, caller), means.domain_now()
    day = day_of(account.calendar, now)
    known = await progress_of(means, account, day)
    say, reports = saying(request), {each for task in known for each in task.task.sources}
    places = [each.id for each in means.programme.merchants if each.id in reports]
    suspended = await suspended_of(means, places)
    return MyTasks(
        day=day.isoformat(),
        zone=zone_at(account.calendar, now),
        day_seeds=earned_on(account.earned, day),
        day_seeds_max=means.programme.numbers.tasks.seeds_day_max,
        streak=_streak(means, account, day),
        tasks=tuple(my_task(each, means, account, now, say, suspended) for each in known),
    )


def _streak(means: Means, account: Account, day: date) -> MyStreak:
    numbers = means.programme.numbers.tasks.streak
    shown = show(rested(account, means.domain_now()), day, numbers)
    number = (shown.current + shown.days_to_week) // WEEK_DAYS
    return MyStreak(
        current=shown.current,
        best=shown.best,
        freezes=shown.freezes,
        done_today=shown.done_today,
        days_to_week=shown.days_to_week,
        days_to_freeze=shown.days_to_freeze,
        week_seeds=bonus(number, numbers),
    )
