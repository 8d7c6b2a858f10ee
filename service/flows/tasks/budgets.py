"""What a task's budget and its campaign's still cover, and what is written when they pay.

Each process gives from a slab of its own, so that completions do not queue for one document; see
`tasks.budget`. A budget is made by the first command that finds none.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from service.store.collection import Key
from service.store.path.command import Command, Effect, Insert, Put
from service.store.path.state import View
from service.store.schema.page import BUDGETS, SLABS
from tasks.budget.budget import (
    Slab,
    Stock,
    campaign_budget_id,
    open_budget,
    slab_id,
    task_budget_id,
)
from tasks.budget.draw import Drawn, draw, enough, give_back, left, other_ids
from tasks.completion import Completion
from tasks.kinds import Limit, Overflow
from tasks.limits.campaign import Campaign
from tasks.limits.grant import Room
from tasks.task import Task


class Pot(NamedTuple):
    """A budget that a task is paid from, as the programme declares it."""

    id: str
    total: int
    limit: Limit
    overflow: Overflow


def campaign_of(command: Command[Any], campaign: str | None) -> Campaign | None:
    """The campaign with this id, if the programme has it."""
    return next((each for each in command.programme.campaigns if each.id == campaign), None)


def pots_of(command: Command[Any], task: Task) -> Iterator[Pot]:
    """The budgets that hold for a task: its own, and its campaign's."""
    if task.budget is not None:
        yield Pot(task_budget_id(task.id), task.budget, Limit.TASK_BUDGET, task.overflow)
    campaign = campaign_of(command, task.campaign)
    if campaign is not None and campaign.budget is not None:
        id_ = campaign_budget_id(campaign.id)
        yield Pot(id_, campaign.budget, Limit.CAMPAIGN_BUDGET, campaign.overflow)


def draw_keys(command: Command[Any], view: View, task: Task, asked: int) -> Iterable[Key]:
    """The process's own slab; the budget if that is short; near its end all other slabs."""
    for pot in pots_of(command, task):
        own_id = slab_id(pot.id, command.process)
        yield SLABS.key(own_id)
        own = view.peek(SLABS, own_id)
        if own is None or not enough(Stock(own=own), asked):
            yield from _whole_keys(command, view, pot, own, asked)


def return_keys(command: Command[Any], completion: Completion) -> Iterable[Key]:
    """Where what is taken back can be put: the own slab, or the budget."""
    for budget in completion.budgets:
        yield SLABS.key(slab_id(budget, command.process))
        yield BUDGETS.key(budget)


def rooms(command: Command[Any], view: View, task: Task, asked: int) -> tuple[Room, ...]:
    """What each budget covers of `asked`, and what happens beyond."""
    return tuple(
        Room(
            limit=pot.limit,
            left=left(_stock(command, view, pot, asked)),
            overflow=pot.overflow,
        )
        for pot in pots_of(command, task)
    )


def pay_from(
    command: Command[Any], view: View, task: Task, asked: int, seeds: int
) -> tuple[Effect, ...]:
    """What is written when `seeds` of those `asked` are paid; nothing if there are none."""
    found: list[Effect] = []
    for pot in pots_of(command, task) if seeds else ():
        stock = _stock(command, view, pot, asked)
        drawn = draw(stock, seeds, owner=command.process, at=command.at)
        found += _written(view, drawn)
    return tuple(found)


def return_to(command: Command[Any], view: View, gone: Completion) -> tuple[Effect, ...]:
    """What is written when seeds of a completion were taken back: they can be paid again, from the
    budgets that paid them, whatever the programme says by now."""
    found: list[Effect] = []
    for budget in gone.budgets if gone.returned else ():
        own = view.reference(SLABS, slab_id(budget, command.process))
        stock = Stock(own=own, budget=view.reference(BUDGETS, budget))
        found += _written(view, give_back(stock, gone.returned, at=command.at))
    return tuple(found)


def _whole_keys(
    command: Command[Any], view: View, pot: Pot, own: Slab | None, asked: int
) -> Iterable[Key]:
    yield BUDGETS.key(pot.id)
    budget = view.peek(BUDGETS, pot.id)
    if budget is not None and not enough(Stock(own=own, budget=budget), asked):
        yield from (SLABS.key(each) for each in other_ids(budget, command.process))


def _stock(command: Command[Any], view: View, pot: Pot, asked: int) -> Stock:
    """As much as decides about `asked`. Where a batch-mate has drawn what was there, it lacks what
    nobody has loaded, and this turn and those behind it are taken again."""
    own = view.reference(SLABS, slab_id(pot.id, command.process))
    if enough(Stock(own=own), asked):
        return Stock(own=own)
    numbers = command.programme.numbers.tasks
    budget = view.reference(BUDGETS, pot.id) or open_budget(pot.id, pot.total, numbers)
    stock = Stock(own=own, budget=budget)
    if enough(stock, asked):
        return stock
    others = (view.reference(SLABS, each) for each in other_ids(budget, command.process))
    return Stock(own=own, budget=budget, others=tuple(each for each in others if each))


def _written(view: View, drawn: Drawn) -> Iterator[Effect]:
    if drawn.budget is not None:
        if view.reference(BUDGETS, drawn.budget.id) is None:
            yield Insert(BUDGETS, drawn.budget)
        else:
            view.get(BUDGETS, drawn.budget.id)
            yield Put(BUDGETS, drawn.budget)
    for slab in drawn.slabs:
        if drawn.is_new:
            yield Insert(SLABS, slab)
        else:
            view.get(SLABS, slab.id)
            yield Put(SLABS, slab)
