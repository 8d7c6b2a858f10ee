"""Ripe seeds become seeds; see service/flows/seeds/collect.py."""

import asyncio
from typing import Any

from rewards.ledger.refusals import AlreadyWithered, NothingRipe, UnknownRipe
from service.flows.seeds.collect import Collected
from service.members.consents import Purpose
from service.members.refusals import MembershipNotActive
from tests.flows.world import World
from tests.people import ALICE


async def test_everything_ripe_is_collected(world: World) -> None:
    alice, member = await world.linked(ALICE)
    await world.complete(member)
    world.later(days=1)
    await world.complete(member)
    assert await world.collect(alice) == Collected(collected=40, seeds=40, ripe=0)


async def test_one_award_is_collected_and_the_other_stays(world: World) -> None:
    alice, member = await world.linked(ALICE)
    await world.complete(member)
    world.later(days=1)
    await world.complete(member)
    first = (await world.account(alice)).purse.basket[0].id
    assert await world.collect(alice, first) == Collected(collected=20, seeds=20, ripe=20)


async def test_two_phones_collect_once(world: World, database: Any) -> None:
    alice, member = await world.linked(ALICE)
    await world.complete(member)
    answers = await asyncio.gather(*(world.collect(alice) for _ in range(20)))
    assert sum(isinstance(one, Collected) for one in answers) == 1
    assert sum(isinstance(one, NothingRipe) for one in answers) == 19
    assert database.transfers.count_documents({"reason": "collect"}) == 1


async def test_nothing_ripe_is_refused(world: World) -> None:
    alice = await world.member(ALICE)
    assert await world.collect(alice) == NothingRipe(withered=0)


async def test_what_is_not_in_the_basket_is_refused_and_the_rest_stays(world: World) -> None:
    alice, member = await world.linked(ALICE)
    await world.complete(member)
    mine = (await world.account(alice)).purse.basket[0].id
    assert await world.collect(alice, mine, "task:x:y:z") == UnknownRipe(id="task:x:y:z")
    assert (await world.account(alice)).purse.ripe == 20


async def test_what_has_withered_cannot_be_collected(world: World) -> None:
    alice, member = await world.linked(ALICE)
    await world.complete(member)
    mine = (await world.account(alice)).purse.basket[0].id
    world.later(days=30)
    assert isinstance(await world.collect(alice, mine), AlreadyWithered)
    assert await world.collect(alice) == NothingRipe(withered=1)


async def test_who_is_leaving_collects_nothing(world: World) -> None:
    alice, member = await world.linked(ALICE)
    await world.complete(member)
    await world.withdraw(alice, Purpose.ENROLMENT)
    assert isinstance(await world.collect(alice), MembershipNotActive)
