"""Everybody at once, over two stores: one invitation brings one, one newcomer comes once."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest

from service.flows.sign_in.sign_in import SignedIn
from service.store.connect import connect
from tests.flows.world import World
from tests.people import ALICE, Person

CROWD = 100


@pytest.fixture
async def beside(
    world: World, mongo_url: str, database_name: str, driver_name: str
) -> AsyncIterator[World]:
    """The same programme through a process of its own, as far as the database can tell."""
    store = await connect(mongo_url, database_name, driver=driver_name)
    yield World(replace(world.context, store=store))
    await store.close()


async def people(world: World, count: int) -> list[SignedIn]:
    names = [f"Person {n}" for n in range(count)]
    return list(
        await asyncio.gather(
            *(
                world.member(Person(member=name, account=name, name=name, zone=ALICE.zone))
                for name in names
            )
        )
    )


def kinds(answers: list[Any]) -> Counter[str]:
    return Counter(type(one).__name__ for one in answers)


async def test_a_hundred_accept_one_invitation(world: World, beside: World, database: Any) -> None:
    alice = await world.member(ALICE)
    crowd, code = await people(world, CROWD), await world.invite(alice)
    answers = await asyncio.gather(
        *((world, beside)[n % 2].attach(who, code, key=f"a{n}") for n, who in enumerate(crowd))
    )
    assert kinds(answers) == {"InvitationAttached": 1, "InvitationTaken": CROWD - 1}
    assert database.accounts.count_documents({"inviting.inviter": alice.account}) == 1
    inviting = (await world.account(alice)).inviting
    assert (inviting.invited, inviting.open) == (1, 0)


async def test_one_newcomer_accepts_many_invitations(
    world: World, beside: World, database: Any
) -> None:
    *inviters, bob = await people(world, 41)
    codes = await asyncio.gather(*(world.invite(each) for each in inviters))
    answers = await asyncio.gather(
        *((world, beside)[n % 2].attach(bob, code, key=f"a{n}") for n, code in enumerate(codes))
    )
    assert kinds(answers) == {"InvitationAttached": 1, "AlreadyInvited": len(codes) - 1}
    assert database.invitations.count_documents({"newcomer": bob.account}) == 1
    brought = database.accounts.find({"inviting.invited": {"$gt": 0}})
    assert [each["_id"] for each in brought] == [(await world.account(bob)).inviting.inviter]


async def test_a_crowd_that_invites_each_other_makes_no_circle(
    world: World, beside: World, database: Any
) -> None:
    crowd = await people(world, 20)
    codes = await asyncio.gather(*(world.invite(each) for each in crowd))
    pairs = [(who, code) for n, who in enumerate(crowd) for code in (codes * 2)[n + 1 : n + 6]]
    answers = await asyncio.gather(
        *(
            (world, beside)[n % 2].attach(who, code, key=f"a{n}")
            for n, (who, code) in enumerate(pairs)
        )
    )
    taken = database.invitations.count_documents({"state": "joined"})
    assert kinds(answers)["InvitationAttached"] == taken > 0
