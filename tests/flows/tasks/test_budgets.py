"""Budgets on two processes: exactly what there is is given, whoever gives it and whoever dies."""

import asyncio
from collections.abc import AsyncIterator
from random import Random
from typing import Any, NamedTuple

import msgspec
import pytest

from rewards.refusal import Refusal
from service.flows.tasks.counted import EventCounted
from service.jobs.tidy_budgets import IDLE, TIDY_BUDGET, TidyBudget
from tasks.budget.budget import campaign_budget_id, task_budget_id
from tasks.kinds import Limit, Overflow
from tasks.limits.campaign import Campaign
from tasks.refusals import CapReached
from tests.flows.tasks.crowd import beside, budget_of, declare, follower, second_process, task_of
from tests.flows.world import World
from tests.people import ALICE, MINUTE, NOON

TASK, CAMPAIGN = task_budget_id("t"), campaign_budget_id("spring")


class Town(NamedTuple):
    """Two processes of one programme, and the kiosk's ids of their members."""

    one: World
    two: World
    members: tuple[str, ...]

    def declare(
        self,
        budget: int,
        overflow: Overflow = Overflow.REDUCE,
        campaigns: tuple[Campaign, ...] = (),
    ) -> None:
        """Both know of a task that pays 20 seeds of `budget`, from slabs of at most 100."""
        of = campaigns[0].id if campaigns else None
        task = task_of("t", budget=budget, overflow=overflow, campaign=of)
        for world in (self.one, self.two):
            declare(world, task, campaigns=campaigns, slab_seeds=100)

    async def complete(self, *members: str, event: str = "e") -> list[Any]:
        """Everybody at once, by turns on the one process and on the other."""
        worlds = (self.one, self.two) * len(members)
        answered = await asyncio.gather(
            *(
                world.complete(member, task="t", event=event, event_at=NOON)
                for world, member in zip(worlds, members, strict=False)
            )
        )
        return [each.answer for each in answered]

    async def paid_in_full(self, database: Any) -> list[str]:
        """The kiosk's ids of those who got 20 seeds."""
        accounts = [row["account"] for row in database.completions.find({"seeds": 20})]
        found = database.pseudonyms.find({"account": {"$in": accounts}})
        return [row["_id"] for row in found]

    async def given(self, id_: str) -> int:
        """What has been given according to the budget and its slabs."""
        total, left, slabs = await budget_of(self.one, id_)
        assert left >= 0
        return total - left - slabs


@pytest.fixture
async def town(world: World, mongo_url: str, database_name: str, crowd: int) -> AsyncIterator[Town]:
    declare(world, task_of("t"))
    people = [msgspec.structs.replace(ALICE, name=f"member {number}") for number in range(crowd)]
    linked = await asyncio.gather(*(follower(world, each, "t") for each in people))
    async with second_process(world, mongo_url, database_name) as other:
        yield Town(world, other, tuple(pseudonym for _, pseudonym in linked))


def paid(database: Any) -> int:
    """What completions say that was paid and not taken back."""
    rows = database.completions.find({"task": "t"})
    return sum(row["seeds"] - row["returned"] for row in rows)


@pytest.fixture
def crowd() -> int:
    return 12


class TestTwoHundredAtOnce:
    """What is left of 2,010 seeds after 100 of 200 is 10."""

    @pytest.fixture
    def crowd(self) -> int:
        return 200

    async def test_the_last_one_gets_less(self, town: Town, database: Any) -> None:
        town.declare(2_010)
        answers = await town.complete(*town.members)
        assert sorted(each.seeds for each in answers) == [0] * 99 + [10] + [20] * 100
        reduced = {each.reduced_by for each in answers if each.seeds < 20}
        assert reduced == {(Limit.TASK_BUDGET,)}
        assert await town.given(TASK) == paid(database) == 2_010

    async def test_or_nothing(self, town: Town, database: Any) -> None:
        town.declare(2_010, Overflow.REJECT)
        answers = await town.complete(*town.members)
        counted = [each for each in answers if isinstance(each, EventCounted)]
        assert [each.seeds for each in counted] == [20] * 100
        refused = [each for each in answers if isinstance(each, CapReached)]
        assert len(refused) == 100
        assert {(each.limit, each.left) for each in refused} == {(Limit.TASK_BUDGET, 10)}
        assert await town.given(TASK) == paid(database) == 2_000
        assert database.completions.count_documents({"task": "t"}) == 100

    async def test_and_what_a_dead_process_holds_is_given_by_others(
        self, town: Town, database: Any
    ) -> None:
        town.declare(2_010)
        dead = beside(town.one, process="dead")
        await dead.complete(town.members[0], task="t", event="e", event_at=NOON)
        assert database.slabs.find_one({"owner": "dead"})["left"] == 40
        answers = await town.complete(*town.members[1:])
        assert sum(each.seeds for each in answers) == 1_990
        assert await town.given(TASK) == paid(database) == 2_010

    async def test_the_campaign_ends_first(self, town: Town, database: Any) -> None:
        town.declare(3_000, campaigns=(Campaign(id="spring", title="Spring", budget=1_510),))
        answers = await town.complete(*town.members)
        assert sum(each.seeds for each in answers) == 1_510
        assert {each.reduced_by for each in answers if each.seeds < 20} == {
            (Limit.CAMPAIGN_BUDGET,)
        }
        assert await town.given(TASK) == await town.given(CAMPAIGN) == paid(database) == 1_510


async def test_slabs_of_the_dead_go_back_by_the_job_while_others_give(
    town: Town, database: Any
) -> None:
    town.declare(100_000)
    dead = beside(town.one, process="dead")
    await dead.complete(town.members[0], task="t", event="e", event_at=NOON)
    assert (await budget_of(town.one, TASK))[2] == 100
    town.one.later(hours=2)
    tidy = [each.apply(TIDY_BUDGET, TidyBudget(budget=TASK)) for each in (town.one, town.two) * 3]
    await asyncio.gather(town.complete(*town.members[1:]), *tidy)
    assert await town.given(TASK) == paid(database) == 240
    owners = database.budgets.find_one({"_id": TASK})["owners"]
    assert "dead" not in owners
    assert database.slabs.find_one({"owner": "dead"})["left"] == 0
    # It was not dead at all, and takes another.
    await dead.reverse(town.members[0], task="t", event="e", event_at=NOON)
    await dead.complete(town.members[0], task="t", event="f", event_at=NOON)
    assert await town.given(TASK) == paid(database) == 240


@pytest.mark.parametrize(("total", "given"), [(100, 100), (40, 60), (10_000, 240)])
async def test_another_total_is_followed_while_others_give(
    town: Town, database: Any, total: int, given: int
) -> None:
    """Lowered below what was given, nothing is left; raised, it goes on."""
    town.declare(120)
    await town.complete(*town.members[:3])
    town.declare(total)
    tidy = [each.apply(TIDY_BUDGET, TidyBudget(budget=TASK)) for each in (town.one, town.two) * 2]
    await asyncio.gather(*tidy)
    await town.complete(*town.members[3:])
    assert await town.given(TASK) == paid(database) == given
    assert (await budget_of(town.one, TASK))[0] == max(total, 60)


async def test_what_is_taken_back_near_the_end_can_be_given_again(
    town: Town, database: Any
) -> None:
    town.declare(120)
    await town.complete(*town.members)
    winners = await town.paid_in_full(database)
    assert len(winners) == 6
    worlds = (town.one, town.two) * 3
    back = [
        world.reverse(each, task="t", event="e", event_at=NOON)
        for world, each in zip(worlds, winners, strict=True)
    ]
    await asyncio.gather(town.complete(*winners, event="f"), *back[:3])
    await asyncio.gather(town.complete(*winners, event="f"), *back[3:])
    assert await town.given(TASK) == paid(database)
    await town.complete(*winners, event="g")
    assert await town.given(TASK) == paid(database) == 120


@pytest.mark.parametrize("seed", [1, 2])
async def test_whatever_comes_together_the_sums_are_right(
    town: Town, database: Any, seed: int
) -> None:
    await _anything(town, database, Random(seed), rounds=6)


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(10, 20))
async def test_whatever_comes_together_for_long(town: Town, database: Any, seed: int) -> None:
    await _anything(town, database, Random(seed), rounds=40)


async def _anything(town: Town, database: Any, chance: Random, rounds: int) -> None:
    """Reports and reversals on both processes, the job, other totals, and processes that change."""
    overflow = chance.choice(list(Overflow))
    campaign = Campaign(id="spring", title="Spring", budget=400)
    for _ in range(rounds):
        town.declare(chance.choice([100, 160, 400, 5_000]), overflow, (campaign,))
        worlds = [beside(each, process=chance.choice("abcd")) for each in (town.one, town.two)]
        await asyncio.gather(*(_act(chance, chance.choice(worlds), town) for _ in range(25)))
        if chance.random() < 0.3:
            town.one.clock.advance(IDLE / 12)
        for id_ in (TASK, CAMPAIGN):
            if database.budgets.find_one({"_id": id_}):
                assert await town.given(id_) == paid(database)


async def _act(chance: Random, world: World, town: Town) -> None:
    what, member = chance.random(), chance.choice(town.members)
    event = {"task": "t", "event": f"e{chance.randrange(6)}", "event_at": NOON + MINUTE}
    if what < 0.1:
        done = await world.apply(TIDY_BUDGET, TidyBudget(budget=chance.choice([TASK, CAMPAIGN])))
    elif what < 0.6:
        done = await world.complete(member, **event)
    else:
        done = await world.reverse(member, **event)
    assert not isinstance(done.answer, Refusal) or isinstance(done.answer, CapReached), done
