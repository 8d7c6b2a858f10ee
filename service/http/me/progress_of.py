"""How far a member is with every task: one read of each kind of document for all of them."""

import asyncio
from dataclasses import dataclass
from datetime import date

from rewards.ledger.ids import award_id
from service.flows.published import value_under
from service.http.means import Means
from service.members.account import Account
from service.members.consents import PROGRAMME, Purpose
from service.members.require import require
from service.store.owner import of_account
from service.store.schema.documents import CURRENT, snapshot_id
from service.store.schema.page import COMPLETIONS, PUBLICATIONS, SNAPSHOTS, TASK_PROGRESS
from tasks.completion import Completion
from tasks.conditions import prerequisites, stands
from tasks.period import ALWAYS, period_on
from tasks.progress.progress import Progress, completion_id, progress_id
from tasks.task import Task


@dataclass(frozen=True, slots=True)
class Known:
    """A task in the period of today: what was done of it, and what it waits for."""

    task: Task
    period: str
    progress: Progress | None
    completion: Completion | None
    completed: frozenset[str]
    score: int | None


async def progress_of(means: Means, account: Account, day: date) -> tuple[Known, ...]:
    """Of all tasks of the programme, in their order."""
    tasks = means.programme.tasks
    score = await _score(means, account) if any(each.level for each in tasks) else None
    return tuple(
        await asyncio.gather(*(_known(means, account, each, day, score) for each in tasks))
    )


async def _known(means: Means, account: Account, task: Task, day: date, score: int | None) -> Known:
    period = period_on(task, day)
    progress, completion = await _done(means, account, task.id, period)
    return Known(
        task=task,
        period=period,
        progress=progress,
        completion=completion,
        completed=await _completed(means, account, task),
        score=score,
    )


async def _done(
    means: Means, account: Account, task: str, period: str
) -> tuple[Progress | None, Completion | None]:
    store, owner = means.context.store, of_account(account.id)
    ids = {"task": task, "account": account.id, "period": period}
    progress, completion = await asyncio.gather(
        store.get(TASK_PROGRESS, progress_id(**ids), owner=owner),
        store.get(COMPLETIONS, award_id(**ids), owner=owner),
    )
    if progress is not None and progress.revision:
        completion = await store.get(COMPLETIONS, completion_id(progress), owner=owner)
    return progress, completion


async def _completed(means: Means, account: Account, task: Task) -> frozenset[str]:
    found = set()
    for each in prerequisites(task, account.id):
        progress, completion = await _done(means, account, each.task, ALWAYS)
        if stands(progress, completed=completion is not None):
            found.add(each.task)
    return frozenset(found)


async def _score(means: Means, account: Account) -> int | None:
    """The published score in points of the scheme in force, while the member wants to be scored."""
    if require(account, Purpose.SCORE, PROGRAMME, means.domain_now()) is not None:
        return None
    publication = await means.context.store.get(PUBLICATIONS, CURRENT)
    if publication is None:
        return None
    id_, owner = snapshot_id(publication, account.id), of_account(account.id)
    snapshot = await means.context.store.get(SNAPSHOTS, id_, owner=owner)
    return value_under(means.programme, snapshot)
