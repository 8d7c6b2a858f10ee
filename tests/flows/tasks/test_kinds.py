"""Tasks of every kind through the write path: what counts, what completes, what is paid."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from service.flows.tasks.counted import EventCounted
from service.flows.tasks.report_event import REPORT_EVENT
from service.members.link import MemberNotLinked
from tasks.kinds import OPERATOR, PHONE, Limit, Overflow
from tasks.limits.campaign import Campaign
from tasks.numbers import TaskNumbers
from tasks.progress.state import TaskState
from tasks.refusals import CapReached, DifferentEvent, NotDeclarable, NotJoined
from tests.flows.tasks.scenes import DAILY, ONCE, TEN_LITRES, following, programme, under
from tests.flows.world import World
from tests.people import ALICE, BOB, NOON


@pytest.fixture
async def alice(world: World) -> tuple[Any, str]:
    under(world, programme())
    who, member = await world.linked(ALICE)
    await following(world, who, "three-days", "ten-litres", "once", "sips")
    return who, member


async def test_three_days_of_seven_complete_once(world: World, alice: tuple[Any, str]) -> None:
    who, member = alice
    said = []
    # Windows follow each other from 1 January on, a Thursday: one begins tomorrow.
    for hours in (24, 25, 48, 72, 96):
        at = NOON + timedelta(hours=hours)
        world.clock.set(at)
        said.append((await world.complete(member, task="three-days")).answer)
    assert [(each.done, each.seeds, each.already) for each in said] == [
        (1, 0, False),
        (1, 0, False),
        (2, 0, False),
        (3, 60, False),
        (4, 60, True),
    ]
    assert {each.state for each in said[:3]} == {TaskState.IN_PROGRESS}
    assert (await world.account(who)).purse.ripe == 60


async def test_amounts_add_up_and_the_last_one_pays(world: World, alice: tuple[Any, str]) -> None:
    who, member = alice
    seeds = []
    for number, amount in enumerate((4, 5, 3, 7)):
        said = await world.complete(member, task="ten-litres", event=f"e{number}", amount=amount)
        seeds.append((said.answer.done, said.answer.seeds))
    assert seeds == [(4, 0), (9, 0), (12, 100), (19, 100)]
    assert (await world.account(who)).purse.ripe == 100


async def test_the_same_event_counts_once_under_any_key(
    world: World, alice: tuple[Any, str]
) -> None:
    _, member = alice
    first = await world.complete(member, task="ten-litres", event="e", amount=4)
    again = await world.complete(member, task="ten-litres", event="e", amount=4)
    assert (first.answer.done, again.answer.done) == (4, 4)
    assert (first.answer.already, again.answer.already) == (False, True)
    other = await world.complete(member, task="ten-litres", event="e", amount=5)
    assert isinstance(other.answer, DifferentEvent)
    assert other.answer.field == "amount"


async def test_two_events_of_one_period_pay_once_and_both_are_remembered(
    world: World, alice: tuple[Any, str], database: Any
) -> None:
    who, member = alice
    await world.complete(member, event="a")
    second = await world.complete(member, event="b")
    assert (second.answer.done, second.answer.seeds, second.answer.already) == (2, 20, True)
    assert (await world.account(who)).purse.ripe == 20
    assert database.task_progress.count_documents({}) == 1
    assert database.completions.count_documents({}) == 1


async def test_one_event_needs_no_document_of_its_own(
    world: World, alice: tuple[Any, str], database: Any
) -> None:
    _, member = alice
    await world.complete(member, task="once")
    assert database.task_progress.count_documents({}) == 0


async def test_an_operator_reports_what_nobody_else_can(world: World, alice: Any) -> None:
    who, _ = alice
    event = world.event(who.account, {"merchant": OPERATOR, "task": "once", "event": "ticket-7"})
    done = await world.apply(REPORT_EVENT, event)
    assert done.answer.seeds == ONCE.seeds


async def test_a_phone_is_believed_where_it_may_be_and_it_proves_nothing(
    world: World, alice: Any, database: Any
) -> None:
    who, _ = alice
    said = await world.complete(who.account, merchant=PHONE, task="sips")
    assert said.answer.seeds == 2
    assert database.completions.find_one({"task": "sips"})["evidence"] is None
    assert (await world.account(who)).streak.recent == ()
    refused = await world.complete(who.account, merchant=PHONE, task="once")
    assert refused.answer == NotDeclarable(task="once")


async def test_who_is_not_active_is_spoken_of_by_nobody(world: World) -> None:
    under(world, programme())
    newcomer = await world.newcomer(BOB)
    said = await world.complete(newcomer.account, merchant=PHONE, task="sips")
    assert said.answer == MemberNotLinked()


@pytest.mark.parametrize(
    ("overflow", "paid"), [(Overflow.REDUCE, [20, 15, 0]), (Overflow.REJECT, [20, None, None])]
)
async def test_a_day_pays_no_more_than_its_cap(
    world: World, overflow: Overflow, paid: list[int | None]
) -> None:
    numbers = TaskNumbers(seeds_day_max=35, seeds_day_overflow=overflow)
    tasks = [_another(number) for number in range(3)]
    under(world, programme(*tasks, numbers=numbers))
    who, member = await world.linked(ALICE)
    await following(world, who, *(task.id for task in tasks))
    said = [(await world.complete(member, task=task.id)).answer for task in tasks]
    assert [getattr(each, "seeds", None) if _counted(each) else None for each in said] == paid
    if overflow is Overflow.REDUCE:
        assert (said[1].asked, said[1].reduced_by) == (20, (Limit.MEMBER_DAY,))
    else:
        assert said[1] == CapReached(task="daily-1", limit=Limit.MEMBER_DAY, seeds=20, left=15)
    world.later(days=1)
    assert (await world.complete(member, task="daily-0")).answer.seeds == 20


async def test_a_budget_pays_what_it_has_and_says_so(world: World, database: Any) -> None:
    task = msgspec.structs.replace(DAILY, budget=30, campaign="spring")
    spring = Campaign(id="spring", title="Spring", budget=25)
    under(world, programme(task, campaigns=(spring,)))
    members = [await world.linked(each) for each in (ALICE, BOB)]
    said = [(await world.complete(member)).answer for _, member in members]
    assert [each.seeds for each in said] == [20, 5]
    assert (said[1].asked, said[1].reduced_by) == (20, (Limit.CAMPAIGN_BUDGET,))
    left = {each["_id"]: each["left"] for each in database.budgets.find()}
    assert left == {"budget:task:return-umbrella": 5, "budget:campaign:spring": 0}


async def test_the_amounts_of_a_task_without_a_unit_mean_nothing(world: World, alice: Any) -> None:
    _, member = alice
    said = await world.complete(member, task="three-days", amount=9)
    assert said.answer.done == 1


async def test_what_is_not_joined_does_not_count(world: World) -> None:
    under(world, programme())
    _, member = await world.linked(ALICE)
    said = await world.complete(member, task=TEN_LITRES.id)
    assert said.answer == NotJoined(task=TEN_LITRES.id)


def _another(number: int) -> Any:
    return msgspec.structs.replace(DAILY, id=f"daily-{number}")


def _counted(answer: Any) -> bool:
    return isinstance(answer, EventCounted)
