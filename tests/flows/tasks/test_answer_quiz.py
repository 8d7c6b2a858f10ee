"""Quizzes: graded here, bounded by day, paid once; see service/flows/tasks/answer_quiz.py."""

import asyncio
from typing import Any

import pytest

from service.members.refusals import MembershipNotActive
from tasks.refusals import NoQuiz, NotJoined, QuizPassed, TaskUnknown, TooManyTries, WrongAnswers
from tests.flows.tasks.scenes import HALF, QUIZ, RIGHT, WRONG, answer, following
from tests.flows.world import World
from tests.people import ALICE


@pytest.fixture
async def alice(world: World) -> Any:
    who, _ = await world.linked(ALICE)
    await following(world, who, QUIZ.id)
    return who


async def test_enough_right_answers_pass_and_pay_once(world: World, alice: Any) -> None:
    wrong = await answer(world, alice, HALF)
    assert (wrong.right, wrong.pass_mark, wrong.passed, wrong.tries_left) == (1, 2, False, 2)
    right = await answer(world, alice, RIGHT)
    assert (right.right, right.passed, right.seeds) == (3, True, 15)
    assert (await world.account(alice)).purse.ripe == 15
    assert await answer(world, alice, RIGHT) == QuizPassed(task=QUIZ.id)


async def test_a_day_has_three_tries(world: World, alice: Any) -> None:
    for left in (2, 1, 0):
        assert (await answer(world, alice, WRONG)).tries_left == left
    assert await answer(world, alice, RIGHT) == TooManyTries(task=QUIZ.id, tries=3, most=3)
    world.later(days=1)
    assert (await answer(world, alice, RIGHT)).passed


async def test_many_at_once_have_as_many_tries_and_pass_once(world: World, alice: Any) -> None:
    said = await asyncio.gather(*(answer(world, alice, RIGHT) for _ in range(20)))
    assert [getattr(each, "passed", None) for each in said].count(True) == 1
    assert (await world.account(alice)).purse.ripe == 15


async def test_it_is_a_day_of_the_streak(world: World, alice: Any) -> None:
    await answer(world, alice, WRONG)
    assert (await world.account(alice)).streak.recent == ()
    await answer(world, alice, RIGHT)
    assert [each.day for each in (await world.account(alice)).streak.recent] == ["2026-03-04"]


async def test_what_is_no_answer_is_no_try(world: World, alice: Any) -> None:
    assert await answer(world, alice, (1,)) == WrongAnswers(task=QUIZ.id, answers=1, questions=3)
    assert await answer(world, alice, (1,), "return-umbrella") == NoQuiz(task="return-umbrella")
    assert await answer(world, alice, (1,), "no-task") == TaskUnknown(task="no-task")
    assert (await answer(world, alice, WRONG)).tries_left == 2


async def test_who_has_not_joined_answers_nothing(world: World) -> None:
    who = await world.member(ALICE)
    assert await answer(world, who, RIGHT) == NotJoined(task=QUIZ.id)
    newcomer = await world.newcomer(ALICE)
    assert newcomer.account == who.account


async def test_who_has_not_enrolled_answers_nothing(world: World) -> None:
    newcomer = await world.newcomer(ALICE)
    assert isinstance(await answer(world, newcomer, RIGHT), MembershipNotActive)
