"""Job: slabs of processes that are gone go back to their budgets, which follow the programme."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import msgspec

from service.flows.context import Context
from service.jobs.due import ALWAYS
from service.jobs.job import Chunk, Run
from service.programme import Programme
from service.store.collection import Key
from service.store.path.command import Command, Effect, Outcome, Put, Rule
from service.store.path.state import View
from service.store.schema.page import BUDGETS, SLABS
from tasks.budget.budget import Budget, Slab, Stock, campaign_budget_id, task_budget_id
from tasks.budget.draw import other_ids
from tasks.budget.gather import reclaim, resize

PAGE = 100
IDLE = timedelta(hours=1)
"""A process that has not given anything from its slab for so long is gone, or does without."""


class TidyBudget(msgspec.Struct, frozen=True, kw_only=True):
    """Which one."""

    budget: str


class BudgetTidied(msgspec.Struct, frozen=True, kw_only=True):
    """What is left in no slab, and how many slabs were taken back."""

    left: int
    reclaimed: int


async def next_chunk(run: Run, checkpoint: str | None) -> Chunk | None:
    """Up to 100 budgets, in order of id."""
    stages: list[dict[str, Any]] = [
        {"$match": {"_id": {"$gt": checkpoint or ""}}},
        {"$sort": {"_id": 1}},
        {"$limit": PAGE},
        {"$project": {"_id": 1}},
    ]
    ids = tuple([raw["_id"] async for raw in run.context.store.pipeline(BUDGETS, stages)])
    if not ids:
        return None
    commands = tuple(run.command(TIDY_BUDGET, TidyBudget(budget=each)) for each in ids)
    return Chunk(after=ids[-1], commands=commands, items=ids)


async def next_work(context: Context) -> datetime | None:
    """At once, if a total was declared anew; else when the first slab with anything in it has been
    idle for long. That is by the server's time, which is so much behind the programme's."""
    async for raw in context.store.pipeline(BUDGETS, [{"$project": {"declared": 1}}]):
        if declared(context.programme(), raw["_id"]) not in (None, raw["declared"]):
            return ALWAYS
    stages: list[dict[str, Any]] = [
        {"$match": {"left": {"$gt": 0}}},
        {"$sort": {"at": 1}},
        {"$limit": 1},
    ]
    async for raw in context.store.pipeline(SLABS, stages):
        found: datetime = raw["at"] + IDLE + context.clock.offset
        return found
    return None


def declared(programme: Programme, budget: str) -> int | None:
    """What the programme says the budget is; None if it has no such budget any more."""
    totals = {task_budget_id(task.id): task.budget for task in programme.tasks}
    totals |= {campaign_budget_id(each.id): each.budget for each in programme.campaigns}
    return totals.get(budget)


def needs(command: Command[TidyBudget], view: View) -> Iterable[Key]:
    """The budget, then all of its slabs."""
    yield BUDGETS.key(command.body.budget)
    budget = view.peek(BUDGETS, command.body.budget)
    if budget is not None:
        yield from (SLABS.key(each) for each in other_ids(budget, None))


def decide(command: Command[TidyBudget], view: View) -> Outcome[BudgetTidied]:
    """A total that was declared anew gathers all slabs; otherwise only idle ones are taken back."""
    budget = view.get(BUDGETS, command.body.budget)
    if budget is None:
        return Outcome(BudgetTidied(left=0, reclaimed=0))
    found = (view.get(SLABS, each) for each in other_ids(budget, None))
    slabs = tuple(each for each in found if each is not None)
    total = declared(command.programme, budget.id)
    if total is not None and total != budget.declared:
        numbers = command.programme.numbers.tasks
        return _written(*resize(Stock(budget=budget, others=slabs), budget, total, numbers))
    return _reclaimed(command, budget, slabs)


def _reclaimed(
    command: Command[TidyBudget], budget: Budget, slabs: tuple[Slab, ...]
) -> Outcome[BudgetTidied]:
    taken: list[Slab] = []
    for slab in slabs:
        if slab.at + IDLE <= command.at:
            budget, empty = reclaim(budget, slab)
            taken.append(empty)
    if not taken:
        return Outcome(BudgetTidied(left=budget.left, reclaimed=0))
    return _written(budget, tuple(taken))


def _written(budget: Budget, slabs: tuple[Slab, ...]) -> Outcome[BudgetTidied]:
    effects: tuple[Effect, ...] = (Put(BUDGETS, budget), *(Put(SLABS, each) for each in slabs))
    return Outcome(BudgetTidied(left=budget.left, reclaimed=len(slabs)), effects)


TIDY_BUDGET = Rule("tidy_budget", BudgetTidied, needs, decide)
