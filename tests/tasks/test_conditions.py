"""Who may join: by level, by what came before; and what a phone's word is worth."""

import pytest

from rewards.score.sesame import SESAME
from tasks.conditions import Prerequisite, may_join, prerequisites, stands
from tasks.kinds import PHONE
from tasks.refusals import LevelTooLow, NoPublishedScore, TasksMissing
from tasks.worth import is_declared, worth
from tests.people import ALICE
from tests.tasks.helpers import NUMBERS, TOUR, UMBRELLA, changed
from tests.tasks.progress.helpers import FOUR_TIMES, play

AFTER = changed(requires=(TOUR.id, "quiz-one"))


def asked(task, score=None, completed=()):
    return may_join(task, score=score, levels=SESAME.levels, completed=frozenset(completed))


@pytest.mark.parametrize(
    ("level", "score", "refusal"),
    [
        (None, None, None),
        (None, 350, None),
        # Everybody is at the lowest level, scored or not.
        ("sprout", None, None),
        ("sprout", 350, None),
        ("branch", None, NoPublishedScore(task=UMBRELLA.id, level="branch")),
        ("branch", 599, LevelTooLow(task=UMBRELLA.id, level="branch", at_least=600)),
        ("branch", 600, None),
        ("branch", 950, None),
    ],
)
def test_a_level_is_asked_of_the_published_score(level, score, refusal):
    assert asked(changed(level=level), score) == refusal


@pytest.mark.parametrize(
    ("completed", "missing"),
    [
        ((), (TOUR.id, "quiz-one")),
        ((TOUR.id,), ("quiz-one",)),
        (("quiz-one",), (TOUR.id,)),
        ((TOUR.id, "quiz-one"), ()),
    ],
)
def test_what_comes_before_is_named(completed, missing):
    refusal = asked(AFTER, completed=completed)
    assert refusal == (TasksMissing(task=UMBRELLA.id, missing=missing) if missing else None)


def test_where_it_says_what_came_before():
    assert prerequisites(AFTER, ALICE.account)[0] == Prerequisite(
        task="welcome-tour",
        completion="task:welcome-tour:alice:once",
        progress="progress:welcome-tour:alice:once",
    )
    assert prerequisites(UMBRELLA, ALICE.account) == ()


@pytest.mark.parametrize(
    ("line", "completed", "done"),
    [
        ("", False, False),
        ("", True, True),
        ("a0", False, False),
        ("a0 b0 c0 d0", True, True),
        ("a0 b0 c0 d0 -a0", True, False),
        ("a0 b0 c0 d0 -a0 e0", True, True),
    ],
)
def test_a_completion_counts_while_it_stands(line, completed, done):
    progress, _ = play(FOUR_TIMES, line)
    assert stands(progress, completed=completed) is done


@pytest.mark.parametrize(
    ("sources", "seeds", "pays", "declared"),
    [
        (("umbrella-kiosk",), 20, 20, False),
        ((PHONE,), 20, 5, True),
        ((PHONE,), 3, 3, True),
        (("umbrella-kiosk", PHONE), 20, 5, True),
    ],
)
def test_a_phones_word_is_worth_next_to_nothing(sources, seeds, pays, declared):
    task = changed(sources=sources, seeds=seeds)
    assert (worth(task, NUMBERS), is_declared(task)) == (pays, declared)
