"""A task that cannot work is told so in a sentence, by itself and among the others."""

import pytest

from rewards.perks.perk import Context
from rewards.score.sesame import SESAME
from service.programme_demo import DEMO
from tasks.kinds import OPERATOR, PHONE, QUIZ, Category, TaskKind
from tasks.limits.campaign import Campaign
from tasks.lint_tasks import lint_tasks
from tasks.numbers import TaskNumbers
from tasks.quiz.question import Question
from tasks.task import lint_task
from tests.people import UMBRELLA_KIOSK
from tests.tasks.helpers import MEND, RIDE, TOUR, UMBRELLA, changed

MERCHANTS = frozenset(merchant.id for merchant in DEMO.merchants)
LEVELS = [level.name for level in SESAME.levels]
QUESTION = Question(text="Where does it go?", choices=("Here", "There"), answer=1)
ASKED = changed(kind=TaskKind.QUIZ, sources=(QUIZ,), questions=(QUESTION, QUESTION), pass_mark=1)
WEEK = changed(kind=TaskKind.DAYS, target=5, window_days=7)
LITRES = changed(kind=TaskKind.CUMULATIVE, target=10, unit="litres")
K = TaskKind


def found(task):
    prefix = f"task {task.id!r}: "
    return [sentence.removeprefix(prefix) for sentence in lint_task(task, MERCHANTS)]


@pytest.mark.parametrize(
    "task",
    [
        TOUR,
        UMBRELLA,
        RIDE,
        MEND,
        ASKED,
        WEEK,
        LITRES,
        changed(WEEK, target=7),
        changed(WEEK, target=100, window_days=100),
        changed(LITRES, unit=None, target=400),
        changed(LITRES, target=10**9),
        changed(ASKED, pass_mark=2),
        changed(LITRES, unit=None, window_days=30),
        changed(ASKED, window_days=1),
        changed(sources=(PHONE,)),
        changed(sources=(UMBRELLA_KIOSK, OPERATOR)),
    ],
)
def test_nothing_is_wrong(task):
    assert found(task) == []


@pytest.mark.parametrize(
    ("task", "sentence"),
    [
        (changed(id="a:b"), "an id is 1 to 64 letters, digits, '.', '_' or '-'"),
        (changed(sources=()), "nobody is trusted to report it"),
        (changed(sources=("nobody",)), "source 'nobody' is not a merchant"),
        (changed(closes_at=UMBRELLA.opens_at), "closes before it opens"),
        (changed(target=3), "days and cumulative tasks have a target, and no others"),
        (changed(WEEK, target=None), "days and cumulative tasks have a target, and no others"),
        (changed(WEEK, window_days=None), "it is done on days, so it says of how many days"),
        (changed(window_days=7), "only days, cumulative tasks and quizzes have a window"),
        (changed(WEEK, unit="metres"), "only cumulative tasks have a unit"),
        (changed(WEEK, target=8), "it takes more days than there are"),
        (changed(WEEK, window_days=101), "days are counted within at most 100"),
        (changed(LITRES, unit=None, target=401), "it takes more than 400 events"),
        (changed(ASKED, questions=()), "quizzes have questions and a pass mark, and no others"),
        (changed(ASKED, pass_mark=None), "quizzes have questions and a pass mark, and no others"),
        (changed(pass_mark=1), "quizzes have questions and a pass mark, and no others"),
        (changed(ASKED, pass_mark=3), "the pass mark is more than there are questions"),
        (changed(ASKED, questions=(QUESTION,) * 51), "a quiz has at most 50 questions"),
        (
            changed(ASKED, sources=(QUIZ, UMBRELLA_KIOSK)),
            "a quiz is graded here, so its only source is 'quiz'",
        ),
        (changed(sources=(QUIZ,)), "only a quiz has the source 'quiz'"),
    ],
)
def test_a_sentence_says_what_is_wrong(task, sentence):
    assert sentence in found(task)


@pytest.mark.parametrize(
    ("choices", "answer", "sentence"),
    [
        (("A",), 0, "a question has 2 to 8 choices"),
        (tuple("ABCDEFGHI"), 0, "a question has 2 to 8 choices"),
        (("A", "A"), 0, "two choices are the same"),
        (("A", "B"), None, "the right answer is missing"),
        (("A", "B"), 2, "the right answer is none of the choices"),
    ],
)
def test_a_question_has_choices_of_which_one_is_right(choices, answer, sentence):
    question = Question(text="Which?", choices=choices, answer=answer)
    assert f"'Which?': {sentence}" in found(changed(ASKED, questions=(QUESTION, question)))


@pytest.mark.parametrize("choices", ["AB", "ABCDEFGH"])
def test_two_to_eight_choices_are_enough(choices):
    question = Question(text="Which?", choices=tuple(choices), answer=len(choices) - 1)
    assert found(changed(ASKED, questions=(question,))) == []


def among(*tasks, campaigns=(), charities=frozenset({UMBRELLA_KIOSK})):
    return lint_tasks(
        tasks, campaigns=campaigns, charities=charities, levels=LEVELS, numbers=TaskNumbers()
    )


SPRING = Campaign(id="spring", title="Spring", budget=1_000)


def test_nothing_is_wrong_among_the_demos_tasks():
    assert among(*DEMO.tasks, campaigns=DEMO.campaigns) == []
    assert among(changed(TOUR, campaign="spring"), campaigns=[SPRING]) == []
    assert among(TOUR, changed(requires=(TOUR.id,), level="branch", budget=20)) == []
    assert among(changed(sources=(PHONE,), seeds=5)) == []


@pytest.mark.parametrize(
    ("tasks", "sentence"),
    [
        ([changed(level="gold")], "level 'gold' is not in the scheme"),
        ([changed(campaign="autumn")], "campaign 'autumn' is not declared"),
        ([changed(budget=19)], "its budget does not pay it once"),
        ([changed(sources=(PHONE,))], "a phone may declare it, so it is worth at most 5"),
        (
            [changed(sources=(UMBRELLA_KIOSK, PHONE), seeds=6)],
            "a phone may declare it, so it is worth at most 5",
        ),
        (
            [changed(category=Category.CHARITY, sources=("riverside-bikes",))],
            "it is for charity and 'riverside-bikes' is none",
        ),
        (
            [changed(category=Category.CHARITY, sources=(PHONE,))],
            "it is for charity and 'phone' is none",
        ),
        ([changed(requires=("yacht",))], "it requires 'yacht', which is not a task"),
        (
            [changed(requires=(RIDE.id,)), RIDE],
            "it requires 'weekly-ride', which is never done for good: it begins again",
        ),
        ([changed(kind=K.ONCE, requires=(UMBRELLA.id,))], "it requires itself in the end"),
        (
            [changed(kind=K.ONCE, requires=(TOUR.id,)), changed(TOUR, requires=(UMBRELLA.id,))],
            "it requires itself in the end",
        ),
        (
            [
                changed(context=Context.WORK, requires=(TOUR.id,)),
                changed(TOUR, requires=("first",)),
                changed(TOUR, id="first", level="branch"),
            ],
            "a score never decides about work, and 'first', which it requires, does",
        ),
    ],
)
def test_among_the_others_too(tasks, sentence):
    assert f"task {tasks[0].id!r}: {sentence}" in among(*tasks)


@pytest.mark.parametrize(
    ("campaign", "sentence"),
    [
        (
            Campaign(id="a b", title="x", budget=1),
            "an id is 1 to 64 letters, digits, '.', '_' or '-'",
        ),
        (Campaign(id="a", title="x"), "it has neither a cap nor a budget, so it changes nothing"),
        (Campaign(id="a", title="x", day_seeds_max=2, budget=1), "a day pays more than there is"),
    ],
)
def test_a_campaign_bounds_something(campaign, sentence):
    assert f"campaign {campaign.id!r}: {sentence}" in among(campaigns=[campaign])


@pytest.mark.parametrize(("day", "budget"), [(5, None), (None, 5), (5, 5), (5, 6)])
def test_a_cap_or_a_budget_or_both(day, budget):
    campaign = Campaign(id="a", title="x", day_seeds_max=day, budget=budget)
    assert among(campaigns=[campaign]) == []


def test_a_campaign_is_declared_once():
    assert among(campaigns=[SPRING, SPRING]) == ["campaign 'spring' is declared 2 times"]
