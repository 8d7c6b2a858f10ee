"""Who may follow a task: levels, what comes before, and letting go again."""

from typing import Any

import msgspec
import pytest

from tasks.refusals import NoPublishedScore, NotJoined, TasksMissing, TaskUnknown
from tests.flows.tasks.scenes import QUIZ, RIGHT, answer, following, leave, programme, under
from tests.flows.world import World
from tests.people import ALICE

AFTER, HIGH = "score-for-friends", "show-the-town"


@pytest.fixture
async def alice(world: World) -> Any:
    who, _ = await world.linked(ALICE)
    return who


async def test_what_comes_before_comes_first(world: World, alice: Any) -> None:
    assert await world.join(alice, AFTER) == TasksMissing(task=AFTER, missing=(QUIZ.id,))
    await following(world, alice, QUIZ.id)
    await answer(world, alice, RIGHT)
    assert (await world.join(alice, AFTER)).task == AFTER


async def test_what_was_revoked_does_not_count_as_done(world: World) -> None:
    late = msgspec.structs.replace(programme().tasks[0], id="late", requires=("once",))
    under(world, programme(late))
    who, member = await world.linked(ALICE, "once")
    await world.complete(member, task="once", event="e")
    await world.reverse(member, task="once", event="e")
    assert await world.join(who, "late") == TasksMissing(task="late", missing=("once",))
    await world.complete(member, task="once", event="f")
    assert (await world.join(who, "late")).task == "late"


async def test_a_level_asks_for_a_published_score(world: World, alice: Any) -> None:
    assert await world.join(alice, HIGH) == NoPublishedScore(task=HIGH, level="sapling")


async def test_who_has_left_has_to_join_again(world: World, alice: Any) -> None:
    before = (await world.account(alice)).joined
    assert len(before) == 1
    assert (await leave(world, alice, "return-umbrella")).task == "return-umbrella"
    assert (await world.account(alice)).joined == ()
    assert await leave(world, alice, "return-umbrella") == NotJoined(task="return-umbrella")
    assert await leave(world, alice, "no-task") == TaskUnknown(task="no-task")


async def test_a_task_that_is_gone_can_be_left(world: World, alice: Any) -> None:
    other = programme()
    under(world, msgspec.structs.replace(other, tasks=other.tasks[2:]))
    assert (await leave(world, alice, "return-umbrella")).task == "return-umbrella"
