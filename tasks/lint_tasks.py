"""What is wrong between tasks, and between them and the rest of the programme, as sentences."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rewards.perks.perk import SCORE_FREE
from tasks.kinds import OPERATOR, Category
from tasks.limits.campaign import Campaign, lint_campaign
from tasks.numbers import TaskNumbers
from tasks.period import is_for_always
from tasks.task import Task
from tasks.worth import is_declared


def lint_tasks(
    tasks: Sequence[Task],
    *,
    campaigns: Sequence[Campaign] = (),
    charities: frozenset[str],
    levels: Iterable[str],
    numbers: TaskNumbers,
) -> list[str]:
    """For the validation of a programme document, beside `lint_task` of each task.

    `charities` are the ids of merchants marked as such, `levels` the names of the scheme's.
    """
    known = frozenset(levels)
    named = Counter(campaign.id for campaign in campaigns)
    found = [sentence for campaign in campaigns for sentence in lint_campaign(campaign)]
    found += [f"campaign {each!r} is declared {n} times" for each, n in named.items() if n > 1]
    for task in tasks:
        rules = {
            f"level {task.level!r} is not in the scheme": task.level not in {None, *known},
            f"campaign {task.campaign!r} is not declared": task.campaign not in {None, *named},
            "its budget does not pay it once": (
                task.budget is not None and task.budget < task.seeds
            ),
            f"a phone may declare it, so it is worth at most {numbers.trivial_seeds}": (
                is_declared(task) and task.seeds > numbers.trivial_seeds
            ),
            **_charity(task, charities),
            **_requires(task, tasks),
        }
        found += [f"task {task.id!r}: {sentence}" for sentence, broken in rules.items() if broken]
    return found


def _charity(task: Task, charities: frozenset[str]) -> dict[str, bool]:
    charitable = task.category is Category.CHARITY
    return {
        f"it is for charity and {source!r} is none": (
            charitable and source not in charities | {OPERATOR}
        )
        for source in task.sources
    }


def _requires(task: Task, tasks: Sequence[Task]) -> dict[str, bool]:
    by_id = {each.id: each for each in tasks}
    return (
        {f"it requires {each!r}, which is not a task": each not in by_id for each in task.requires}
        | {
            f"it requires {each!r}, which is never done for good: it begins again": (
                each in by_id and not is_for_always(by_id[each])
            )
            for each in task.requires
        }
        | {"it requires itself in the end": task.id in _before(task, by_id)}
        | _levels_behind(task, by_id)
    )


def _levels_behind(task: Task, by_id: dict[str, Task]) -> dict[str, bool]:
    """A level may not come in by way of what has to be completed before."""
    return {
        f"a score never decides about {task.context}, and {each!r}, which it requires, does": (
            task.context in SCORE_FREE and by_id[each].level is not None
        )
        for each in sorted(_before(task, by_id) - {task.id})
    }


def _before(task: Task, by_id: dict[str, Task]) -> set[str]:
    """All tasks that have to be completed before `task`, however far back."""
    seen: set[str] = set()
    ahead = list(task.requires)
    while ahead:
        each = ahead.pop()
        if each not in seen and each in by_id:
            seen.add(each)
            ahead += by_id[each].requires
    return seen
