"""Joining and leaving."""

import pytest

from service.programme_demo import DEMO
from tasks.find import find
from tasks.join import Joined, join, joined_at, leave
from tasks.numbers import TaskNumbers
from tasks.refusals import NotJoined, TaskNotOpen, TaskUnknown, TooManyTasks
from tests.people import DAY, HOUR, NOON
from tests.tasks.helpers import NUMBERS, RIDE, UMBRELLA, changed

FOLLOWED = (Joined(task=UMBRELLA.id, at=NOON),)


def joining(task=UMBRELLA, joined=(), at=NOON, numbers=NUMBERS):
    return join(task, joined=joined, at=at, numbers=numbers)


def test_joining_remembers_since_when():
    assert joining() == FOLLOWED
    assert joined_at(FOLLOWED, UMBRELLA.id) == NOON
    assert joined_at(FOLLOWED, RIDE.id) is None


def test_joining_again_keeps_the_first_date_even_when_closed_or_full():
    closed = changed(closes_at=NOON + HOUR)
    full = TaskNumbers(joined_max=1)
    assert joining(closed, FOLLOWED, NOON + DAY, full) == FOLLOWED


@pytest.mark.parametrize(
    "task",
    [
        changed(opens_at=NOON + HOUR),
        changed(closes_at=NOON),
        changed(closes_at=NOON - HOUR),
    ],
)
def test_a_task_is_joined_while_it_is_open(task):
    refusal = joining(task)
    assert isinstance(refusal, TaskNotOpen)
    assert (refusal.asked_at, refusal.closes_at) == (NOON, task.closes_at)


def test_a_hundred_are_enough():
    followed = tuple(Joined(task=f"t{number}", at=NOON) for number in range(99))
    hundred = joining(joined=followed)
    assert isinstance(hundred, tuple)
    assert len(hundred) == 100
    assert joining(RIDE, hundred) == TooManyTasks(joined=100, most=100)


def test_leaving_makes_room():
    full = TaskNumbers(joined_max=1)
    assert joining(RIDE, FOLLOWED, numbers=full) == TooManyTasks(joined=1, most=1)
    left = leave(UMBRELLA.id, joined=FOLLOWED)
    assert left == ()
    assert joining(RIDE, left, numbers=full) == (Joined(task=RIDE.id, at=NOON),)


def test_what_was_not_joined_cannot_be_left():
    assert leave(RIDE.id, joined=FOLLOWED) == NotJoined(task=RIDE.id)


@pytest.mark.parametrize("task", ["", "yacht", "return-umbrella:alice", "RETURN-UMBRELLA"])
def test_there_are_only_the_tasks_of_the_programme(task):
    assert find(DEMO.tasks, task) == TaskUnknown(task=task)
    assert find(DEMO.tasks, UMBRELLA.id) is UMBRELLA
