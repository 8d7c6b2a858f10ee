"""Tasks beside the demo's, and processes beside the first: what scenarios about counting need."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from itertools import count
from typing import Any

import msgspec

from rewards.ledger.reverse import ReversalPolicy
from service.flows.sign_in.sign_in import SignedIn
from service.flows.tasks.answer_quiz import ANSWER_QUIZ, AnswerQuiz
from service.members.consents import Purpose
from service.programme import Programme
from service.programme_demo import DEMO
from service.store.connect import connect
from service.store.owner import EVERYBODY
from service.store.schema.page import BUDGETS, SLABS
from tasks.completion import Completion
from tasks.kinds import Category, TaskKind
from tasks.limits.campaign import Campaign
from tasks.task import Task
from tests.flows.world import World
from tests.people import UMBRELLA_KIOSK, Person


def task_of(id_: str, kind: TaskKind = TaskKind.DAILY, seeds: int = 20, **more: Any) -> Task:
    """A task that the kiosk reports."""
    return Task(
        id=id_,
        title=id_,
        category=more.pop("category", Category.EVERYDAY),
        kind=kind,
        seeds=seeds,
        sources=more.pop("sources", (UMBRELLA_KIOSK,)),
        opens_at=DEMO.tasks[0].opens_at,
        reversal=more.pop("reversal", ReversalPolicy.WITHIN_BALANCE),
        **more,
    )


def programme(*tasks: Task, campaigns: tuple[Campaign, ...] = (), **numbers: Any) -> Programme:
    """The demo with more tasks, and other numbers of tasks."""
    changed = msgspec.structs.replace(DEMO.numbers.tasks, **numbers)
    return msgspec.structs.replace(
        DEMO,
        tasks=(*DEMO.tasks, *tasks),
        campaigns=(*DEMO.campaigns, *campaigns),
        numbers=msgspec.structs.replace(DEMO.numbers, tasks=changed),
    )


def declare(world: World, *tasks: Task, **more: Any) -> None:
    """From now on the programme has these tasks too, and no others beside the demo's."""
    now = programme(*tasks, **more)
    world.context = replace(world.context, programme=lambda: now)


async def follower(world: World, person: Person, *tasks: str) -> tuple[SignedIn, str]:
    """A member who follows tasks and is linked to the kiosk; and the kiosk's id for them."""
    who = await world.member(person)
    for task in tasks:
        await world.join(who, task)
    granted = await world.grant(who, Purpose.TASK_EVENTS, UMBRELLA_KIOSK)
    return who, granted.pseudonym


def beside(world: World, **changed: Any) -> World:
    """The same programme in a process that differs in something, with keys of its own."""
    other = World(replace(world.context, **changed))
    other._keys = next(_KEYS)
    return other


_KEYS = count(1_000_000, 1_000_000)


@asynccontextmanager
async def second_process(world: World, mongo_url: str, database_name: str) -> AsyncIterator[World]:
    """The same programme on another store, as another process has it."""
    store = await connect(mongo_url, database_name)
    try:
        yield beside(world, store=store, process="second", gate=1)
    finally:
        await store.close()


async def answers_of(asked: Iterable[Awaitable[Any]]) -> list[Any]:
    """What all of them are answered, asked at once."""
    return [each.answer for each in await asyncio.gather(*asked)]


async def answer(world: World, who: SignedIn, task: str, *answers: int) -> Any:
    """A try at a quiz."""
    body = AnswerQuiz(account=who.account, task=task, answers=answers)
    return (await world.apply(ANSWER_QUIZ, body)).answer


def completions(database: Any, who: SignedIn) -> list[Completion]:
    """All of an account, in order of id; also those that were revoked."""
    found = database.completions.find({"account": who.account}).sort("_id")
    return [msgspec.convert({"id": raw.pop("_id"), **raw}, Completion) for raw in found]


async def budget_of(world: World, id_: str) -> tuple[int, int, int]:
    """Of a budget: its total, what is left in it, and what is left in its slabs."""
    budget = await world.context.store.get(BUDGETS, id_, owner=EVERYBODY)
    assert budget is not None
    rows = world.context.store.pipeline(SLABS, [{"$match": {"budget": id_}}])
    return budget.total, budget.left, sum([raw["left"] async for raw in rows])
