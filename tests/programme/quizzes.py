"""A programme with a quiz, whose right answers nobody may read, and a campaign."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from service.programme import Programme
from service.programme_demo import DEMO
from tasks.kinds import QUIZ, Category, TaskKind
from tasks.limits.campaign import Campaign
from tasks.quiz.question import Question
from tasks.task import Task

SPRING = Campaign(id="spring", title="A dry spring", day_seeds_max=100, budget=10_000)

UMBRELLAS = Task(
    id="umbrella-quiz",
    title="What do you know about umbrellas?",
    category=Category.LEARNING,
    kind=TaskKind.QUIZ,
    seeds=15,
    sources=(QUIZ,),
    opens_at=datetime(2026, 1, 1, tzinfo=UTC),
    questions=(
        Question(text="What is a ferrule?", choices=("The tip", "The handle"), answer=0),
        Question(text="How many ribs has it?", choices=("6", "8", "10"), answer=1),
    ),
    pass_mark=2,
)


def programme(**changes: Any) -> Programme:
    """The demo with the quiz and the campaign, and with some fields changed."""
    with_both = msgspec.structs.replace(
        DEMO, tasks=(*DEMO.tasks, UMBRELLAS), campaigns=(SPRING,), translations={}
    )
    return msgspec.structs.replace(with_both, **changes)
