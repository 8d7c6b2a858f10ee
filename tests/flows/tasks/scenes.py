"""Programmes with tasks of every kind, and what people do with them, in a line each."""

from dataclasses import replace
from typing import Any

import msgspec

from rewards.ledger.reverse import ReversalPolicy
from service.flows.tasks.answer_quiz import ANSWER_QUIZ, AnswerQuiz
from service.flows.tasks.leave_task import LEAVE_TASK, LeaveTask
from service.programme import Programme
from service.programme_demo import DEMO
from tasks.kinds import PHONE, TaskKind
from tasks.numbers import TaskNumbers
from tasks.task import Task
from tests.flows.world import World

BY_ID = {task.id: task for task in DEMO.tasks}
DAILY = BY_ID["return-umbrella"]
QUIZ = BY_ID["know-your-score"]
RIGHT, WRONG, HALF = (1, 2, 1), (0, 0, 0), (1, 0, 0)

THREE_DAYS = msgspec.structs.replace(
    DAILY, id="three-days", kind=TaskKind.DAYS, target=3, window_days=7, seeds=60
)
TEN_LITRES = msgspec.structs.replace(
    DAILY, id="ten-litres", kind=TaskKind.CUMULATIVE, target=10, unit="litres", seeds=100
)
ONCE = msgspec.structs.replace(DAILY, id="once", kind=TaskKind.ONCE)
SIPS = msgspec.structs.replace(DAILY, id="sips", sources=(PHONE,), seeds=2)
TASKS = (THREE_DAYS, TEN_LITRES, ONCE, SIPS)


def programme(*tasks: Task, numbers: TaskNumbers | None = None, **changes: Any) -> Programme:
    """The demo's with other tasks beside its own, or in their place."""
    new = {task.id: task for task in (*TASKS, *tasks)}
    kept = tuple(new.pop(task.id, task) for task in DEMO.tasks)
    if numbers is not None:
        changes["numbers"] = msgspec.structs.replace(DEMO.numbers, tasks=numbers)
    return msgspec.structs.replace(DEMO, tasks=(*kept, *new.values()), **changes)


def under(world: World, document: Programme) -> World:
    """The world under another programme."""
    world.context = replace(world.context, programme=lambda: document)
    return world


def policy(policy: ReversalPolicy) -> Task:
    """The daily task, taken back by a policy."""
    return msgspec.structs.replace(DAILY, reversal=policy)


async def leave(world: World, who: Any, task: str) -> Any:
    return (await world.apply(LEAVE_TASK, LeaveTask(account=who.account, task=task))).answer


async def answer(world: World, who: Any, answers: tuple[int, ...], task: str = QUIZ.id) -> Any:
    body = AnswerQuiz(account=who.account, task=task, answers=answers)
    return (await world.apply(ANSWER_QUIZ, body)).answer


async def following(world: World, who: Any, *tasks: str) -> None:
    """The member follows them all."""
    for task in tasks:
        await world.join(who, task)
