"""An erasure against what happens at the same time, in two processes: one of them was first."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from rewards.ledger.purse import Purse
from rewards.refusal import Refusal
from service.flows.context import Context
from service.flows.membership.erase import MemberErased
from service.flows.sign_in.sign_in import SignedIn
from service.members.link import MemberNotLinked
from service.members.sign_in.code import CodeRefused
from service.members.states import State
from service.store.connect import connect
from tasks.refusals import EventBeforeJoining
from tests.flows.membership.leaving import asks, closes, enrols
from tests.flows.spending.scenes import elsewhere
from tests.flows.world import World
from tests.people import ALICE, DAY

ROUNDS = 8


@pytest.fixture
async def other(world: World, mongo_url: str, database_name: str) -> AsyncIterator[World]:
    """The same people through a second process."""
    store = await connect(mongo_url, database_name)
    context = world.context
    yield elsewhere(world, Context(store=store, clock=context.clock, programme=context.programme))
    await store.close()


async def test_against_sign_ins_with_the_same_contact(
    world: World, other: World, database: Any
) -> None:
    """Who signs in is the old member, forgotten with the rest, or a new one; never a mixture."""
    for number in range(ROUNDS):
        alice = await world.newcomer(ALICE)
        await world.request_code(ALICE.name)
        answers = await asyncio.gather(
            asks(world, alice), *(each.sign_in(ALICE.name) for each in (other, world))
        )
        assert isinstance(answers[0], MemberErased), number
        # The one code may be used up by one, or gone with the member.
        assert sum(isinstance(each, SignedIn) for each in answers[1:]) <= 1
        assert {type(each) for each in answers[1:]} <= {SignedIn, CodeRefused}
        assert (await world.account(alice)).state is State.ERASED
        for session in database.sessions.find({"account": alice.account}):
            assert session["revoked_at"] is not None
            assert session["member"] == ""
        for member in database.members.find({}):
            assert member["account"] != alice.account
            assert database.accounts.find_one({"_id": member["account"]})["state"] == "pending"
        database.members.delete_many({})
        database.claims.delete_many({})
        database.devices.delete_many({})
        database.codes.delete_many({})


async def leaves(world: World, who: SignedIn) -> Any:
    """Out of the door, and no way back."""
    await closes(world, who)
    return await asks(world, who)


async def test_against_late_events(world: World, other: World) -> None:
    """An event is counted before, and its seeds go back with the rest, or is told of nobody."""
    for number in range(ROUNDS):
        alice, pseudonym = await world.linked(ALICE)
        at = world.later(days=2)
        events = (other.complete(pseudonym, event_at=at - n * DAY) for n in range(2))
        *answers, erased = await asyncio.gather(*events, leaves(world, alice))
        assert isinstance(erased, MemberErased), number
        refused = [each.answer for each in answers if isinstance(each.answer, Refusal)]
        assert all(isinstance(each, MemberNotLinked | EventBeforeJoining) for each in refused)
        account = await world.account(alice)
        assert (account.state, account.purse) == (State.ERASED, Purse())


async def test_two_who_ask_at_once_are_one_erasure(
    world: World, other: World, database: Any
) -> None:
    for _ in range(ROUNDS):
        alice = await world.member(ALICE)
        await closes(world, alice)
        answers = await asyncio.gather(*(asks(each, alice) for each in (world, other) * 3))
        assert sum(isinstance(each, MemberErased) for each in answers) == 1
        assert database.erasures.count_documents({"_id": alice.account}) == 1


async def test_against_coming_back(world: World, other: World, database: Any) -> None:
    """Back for good, or gone for good."""
    seen = set()
    for _ in range(ROUNDS):
        alice = await world.newcomer(ALICE)
        erased, _ = await asyncio.gather(asks(world, alice), enrols(other, alice, ALICE))
        state = (await world.account(alice)).state
        there = database.members.count_documents({"_id": alice.member})
        assert (state, there) in {(State.ERASED, 0), (State.ACTIVE, 1)}
        assert isinstance(erased, MemberErased) == (state is State.ERASED)
        seen.add(state)
        if state is State.ACTIVE:
            await closes(world, alice)
            await asks(world, alice)
    assert seen
