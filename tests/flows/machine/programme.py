"""What the machine's members can do: a task of every kind, one with a budget, two under a cap."""

import msgspec

from rewards.ledger.reverse import ReversalPolicy
from service.programme import Numbers, Programme
from service.programme_demo import DEMO
from tasks.kinds import QUIZ, Category, TaskKind
from tasks.limits.campaign import Campaign
from tasks.numbers import TaskNumbers
from tasks.task import Task
from tests.people import RIVERSIDE_BIKES, UMBRELLA_KIOSK

_DEMO = {task.id: task for task in DEMO.tasks}
TASK_QUIZ = _DEMO["know-your-score"]
RIGHT, WRONG = (1, 2, 1), (0, 0, 0)

BUDGET, CAP, DAY_MAX, BASKET = 150, 30, 70, 5
"""Seeds of one task in all; of a campaign and of everything on one day; entries in a basket.

All so small that a short life reaches them."""


def _task(
    id_: str, kind: TaskKind, seeds: int, source: str = UMBRELLA_KIOSK, **more: object
) -> Task:
    daily = _DEMO["return-umbrella"]
    return msgspec.structs.replace(daily, id=id_, kind=kind, seeds=seeds, sources=(source,), **more)


TASKS = (
    _task("once", TaskKind.ONCE, 10, reversal=ReversalPolicy.DEBT),
    _task("daily", TaskKind.DAILY, 20, reversal=ReversalPolicy.DEBT),
    _task("weekly", TaskKind.WEEKLY, 50, RIVERSIDE_BIKES, reversal=ReversalPolicy.DEBT),
    _task(
        "days",
        TaskKind.DAYS,
        60,
        target=3,
        window_days=7,
        reversal=ReversalPolicy.PENDING_ONLY,
        category=Category.CHARITY,
    ),
    _task("litres", TaskKind.CUMULATIVE, 70, target=10, unit="litres", window_days=14),
    _task("budgeted", TaskKind.DAILY, 40, RIVERSIDE_BIKES, budget=BUDGET),
    _task("capped", TaskKind.DAILY, 25, campaign="rain"),
    _task("capped-too", TaskKind.DAILY, 15, RIVERSIDE_BIKES, campaign="rain"),
)
EVERY = (*TASKS, msgspec.structs.replace(TASK_QUIZ, sources=(QUIZ,)))
BY_ID = {task.id: task for task in EVERY}

NUMBERS = Numbers(
    ledger=msgspec.structs.replace(DEMO.numbers.ledger, ripe_entries_max=BASKET),
    tasks=TaskNumbers(seeds_day_max=DAY_MAX),
)

PROGRAMME: Programme = msgspec.structs.replace(
    DEMO,
    tasks=EVERY,
    campaigns=(Campaign(id="rain", title="Rain", day_seeds_max=CAP),),
    numbers=NUMBERS,
)
