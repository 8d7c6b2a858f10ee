"""Everything at once, on one process and on two: nothing is counted or paid twice, no cap is
passed, and whatever came first, the sums are right."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from rewards.ledger.reverse import ReversalPolicy
from service.flows.tasks.answer_quiz import QuizGraded
from service.flows.tasks.counted import EventCounted
from service.flows.tasks.leave_task import LEAVE_TASK, LeaveTask
from tasks.kinds import Limit, Overflow
from tasks.limits.campaign import Campaign
from tasks.refusals import CapReached, QuizPassed, TooManyTries
from tests.flows.tasks.crowd import (
    answer,
    answers_of,
    completions,
    declare,
    follower,
    second_process,
    task_of,
)
from tests.flows.world import World
from tests.people import ALICE, BOB, HOUR, MINUTE, NOON

QUIZ = "know-your-score"
RIGHT, WRONG = (1, 2, 1), (0, 0, 0)


@pytest.fixture(params=["one process", "two processes"])
async def worlds(
    request: pytest.FixtureRequest, world: World, mongo_url: str, database_name: str
) -> AsyncIterator[tuple[World, World]]:
    """The doors that people knock at by turns."""
    if request.param == "one process":
        yield world, world
        return
    async with second_process(world, mongo_url, database_name) as other:
        yield world, other


def share(worlds: tuple[World, World], *tasks: Any, **more: Any) -> None:
    """Every process has the same programme."""
    for world in worlds:
        declare(world, *tasks, **more)


@pytest.mark.parametrize("policy", list(ReversalPolicy))
async def test_reported_collected_and_taken_back_at_once(
    worlds: tuple[World, World], database: Any, policy: ReversalPolicy
) -> None:
    """An event is told on the one, taken back on the other, and its member collects meanwhile."""
    one, two = worlds
    share(worlds, task_of("t", reversal=policy))
    alice, member = await follower(one, ALICE, "t")
    for number in range(8):
        told = {"task": "t", "event": f"e{number}", "event_at": NOON}
        steps = [one.complete(member, **told), two.collect(alice), two.reverse(member, **told)]
        await asyncio.gather(*(steps if number % 2 else reversed(steps)))
    purse = (await one.account(alice)).purse
    kept = sum(each.seeds - each.returned for each in completions(database, alice))
    assert purse.ripe + purse.seeds - purse.debt == kept
    assert kept in ((0, 20) if policy is ReversalPolicy.PENDING_ONLY else (0,))
    assert all(each.revoked_at for each in completions(database, alice))


async def test_fifty_reports_and_fifty_reversals_of_one_event(
    worlds: tuple[World, World], database: Any
) -> None:
    alice, member = await worlds[0].linked(ALICE)
    told = {"event": "e", "event_at": NOON}
    turns = [worlds[n % 2] for n in range(50)]
    reports = [world.complete(member, **told) for world in turns]
    await asyncio.gather(*reports, *(world.reverse(member, **told) for world in turns))
    assert (await worlds[0].account(alice)).purse.ripe == 0
    assert all(each.returned == each.seeds for each in completions(database, alice))
    assert database.outbox.count_documents({"kind": "event_reversed"}) == 1


async def test_no_cap_is_passed_by_200_tasks_at_once(worlds: tuple[World, World]) -> None:
    """Also that of their campaign, for those that have one; and each answer says what took what."""
    spring = Campaign(id="spring", title="Spring", day_seeds_max=95)
    free = [task_of(f"f{n}", seeds=10) for n in range(50)]
    more = [task_of(f"c{n}", seeds=10, campaign="spring") for n in range(50)]
    share(worlds, *free, *more, campaigns=(spring,), joined_max=200, seeds_day_max=333)
    ids = [task.id for pair in zip(more, free, strict=True) for task in pair]
    people = await asyncio.gather(*(follower(worlds[0], who, *ids) for who in (ALICE, BOB)))
    # By pairs: each process takes from both kinds, so neither kind uses the day up alone.
    answers = await answers_of(
        worlds[n // 2 % 2].complete(member, task=task, event_at=NOON)
        for n, task in enumerate(ids)
        for _, member in people
    )
    assert len(answers) == 200
    for who, _ in people:
        account = await worlds[0].account(who)
        assert account.purse.ripe == 333
        assert {each.campaign: each.seeds for each in account.earned} == {None: 333, "spring": 95}
    by = Counter(limit for each in answers for limit in each.reduced_by)
    assert set(by) == {Limit.MEMBER_DAY, Limit.CAMPAIGN_DAY}
    assert all(each.asked == 10 for each in answers if each.seeds < 10)


async def test_a_cap_that_rejects_counts_nothing(
    worlds: tuple[World, World], database: Any
) -> None:
    tasks = [task_of(f"t{n}", seeds=30) for n in range(20)]
    share(worlds, *tasks, seeds_day_max=100, seeds_day_overflow=Overflow.REJECT)
    alice, member = await follower(worlds[0], ALICE, *(task.id for task in tasks))
    answers = await answers_of(
        worlds[n % 2].complete(member, task=task.id, event_at=NOON) for n, task in enumerate(tasks)
    )
    refused = [each for each in answers if isinstance(each, CapReached)]
    assert [(each.limit, each.left) for each in refused] == [(Limit.MEMBER_DAY, 10)] * 17
    assert len(completions(database, alice)) == 3
    assert [each.count for each in (await worlds[0].account(alice)).streak.recent] == [3]


async def test_a_late_report_has_the_room_of_its_own_day(world: World) -> None:
    """Midnight is Alice's, who lives in Berlin: 23:00 UTC in winter."""
    tasks = [task_of(f"t{n}", seeds=60) for n in range(4)]
    declare(world, *tasks, seeds_day_max=100)
    alice, member = await follower(world, ALICE, *(task.id for task in tasks))
    border = NOON + 11 * HOUR
    world.later(hours=30)
    moments = (border - MINUTE, border, border - timedelta(milliseconds=1), border + MINUTE)
    answers = [
        (await world.complete(member, task=task.id, event_at=at)).answer
        for task, at in zip(tasks, moments, strict=True)
    ]
    found = [(each.period[-2:], each.seeds) for each in answers]
    assert found == [("04", 60), ("05", 60), ("04", 40), ("05", 40)]
    # What is taken back is room again, on the day where it was.
    await world.reverse(member, task="t0", event_at=border - MINUTE)
    again = await world.complete(member, task="t0", event="new", event_at=border - MINUTE)
    assert again.answer.seeds == 60
    days = [(each.day[-2:], each.seeds) for each in (await world.account(alice)).earned]
    assert days == [("04", 100), ("05", 100)]


async def test_200_answers_are_three_tries(worlds: tuple[World, World], database: Any) -> None:
    who = await worlds[0].member(ALICE)
    await worlds[0].join(who, QUIZ)
    given = await asyncio.gather(*(answer(worlds[n % 2], who, QUIZ, *WRONG) for n in range(200)))
    graded = [each for each in given if isinstance(each, QuizGraded)]
    assert sorted(each.tries_left for each in graded) == [0, 1, 2]
    assert {type(each) for each in given} == {QuizGraded, TooManyTries}
    assert (await worlds[0].account(who)).purse.ripe == 0
    worlds[0].later(days=1)
    assert (await answer(worlds[1], who, QUIZ, *RIGHT)).passed
    assert database.completions.count_documents({}) == 1


async def test_200_right_answers_pass_once(worlds: tuple[World, World], database: Any) -> None:
    who = await worlds[0].member(ALICE)
    await worlds[0].join(who, QUIZ)
    given = await asyncio.gather(*(answer(worlds[n % 2], who, QUIZ, *RIGHT) for n in range(200)))
    assert Counter(type(each) for each in given) == {QuizGraded: 1, QuizPassed: 199}
    assert (await worlds[0].account(who)).purse.ripe == 15
    assert database.transfers.count_documents({"reason": "award"}) == 1
    assert "answer" not in str([each for each in given if isinstance(each, QuizGraded)])


async def test_joined_left_and_done_at_once(worlds: tuple[World, World]) -> None:
    """Whoever wins, a report counts only while the task is followed, and once."""
    alice, member = await worlds[0].linked(ALICE)
    leave = LeaveTask(account=alice.account, task="return-umbrella")
    steps = [
        step
        for n in range(20)
        for world in [worlds[n % 2]]
        for step in (
            world.complete(member, event=f"e{n}", event_at=NOON),
            world.apply(LEAVE_TASK, leave),
            world.join(alice, "return-umbrella"),
        )
    ]
    answered = await asyncio.gather(*steps)
    paid = [
        each
        for each in (getattr(one, "answer", one) for one in answered)
        if isinstance(each, EventCounted) and not each.already
    ]
    assert len(paid) <= 1
    assert (await worlds[0].account(alice)).purse.ripe == 20 * len(paid)
