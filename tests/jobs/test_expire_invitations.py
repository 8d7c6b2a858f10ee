"""What nobody took up ends, and so does what led to nothing."""

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from rewards.invitations.inviting import Inviting
from rewards.invitations.refusals import InvitationEnded, InvitationTaken
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.members.states import State
from service.programme_demo import DEMO
from tests.flows.world import World
from tests.jobs.invitations import brings, person, put_into, run, state_of, told
from tests.jobs.toy import open_toys
from tests.people import ALICE, BOB, DAY, HOUR, NOON

JOB = "expire_invitations"
MOMENT = timedelta(milliseconds=1)
END, LATE = NOON + 30 * DAY, 72 * HOUR


@pytest.fixture
async def world(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[World]:
    store = (await open_toys(mongo_url, database_name)).store
    yield World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO))
    report = await check(store)
    await store.close()
    assert report.green, report.violations


async def test_one_that_nobody_took_up_ends_and_makes_room(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    code = await world.invite(alice)
    world.clock.set(END - MOMENT)
    await run(world, JOB)
    assert state_of(database, code) == "issued"
    world.clock.set(END)
    for _ in range(3):
        await run(world, JOB)
        world.later(minutes=1)
    assert state_of(database, code) == "expired"
    assert (await world.account(alice)).inviting == Inviting()
    expected = {"invitation": code, "role": "inviter"}
    assert told(database, "invitation_expired") == {alice.account: expected}
    assert database.inbox.count_documents({"kind": "invitation_expired"}) == 1
    assert database.outbox.count_documents({"kind": "invitation_expired"}) == 1
    bob = await world.member(BOB)
    assert await world.attach(bob, code) == InvitationEnded(ended_at=END)


async def test_one_whose_newcomer_did_nothing_ends_after_late_reports(
    world: World, database: Any
) -> None:
    alice = await world.member(ALICE)
    bob, member, code = await brings(world, alice)
    world.clock.set(END + LATE - MOMENT)
    await run(world, JOB)
    assert state_of(database, code) == "joined"
    world.clock.set(END + LATE)
    await run(world, JOB)
    assert state_of(database, code) == "expired"
    assert set(told(database, "invitation_expired")) == {alice.account, bob.account}
    inviting = (await world.account(bob)).inviting
    assert (inviting.inviter, inviting.days) == (alice.account, None)
    assert (await world.complete(member)).answer.seeds == 20
    assert state_of(database, code) == "expired"
    charlie, _ = await world.linked(person(1))
    assert await world.attach(charlie, code) == InvitationTaken()


async def test_one_that_was_taken_up_in_time_has_time_again(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    world.later(days=29)
    _, member, code = await brings(world, alice)
    world.clock.set(END + LATE)
    await run(world, JOB)
    assert state_of(database, code) == "joined"
    await world.complete(member)
    assert state_of(database, code) == "qualified"
    world.later(days=300)
    await run(world, JOB)
    assert state_of(database, code) == "qualified"


async def test_while_its_member_pauses_it_does_not_end(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    bob, _, taken = await brings(world, alice)
    waits = await world.invite(alice)
    for who in (alice, bob):
        put_into(database, who, State.PAUSED)
    world.later(days=100)
    await run(world, JOB)
    assert [state_of(database, code) for code in (taken, waits)] == ["joined", "issued"]
    for who in (alice, bob):
        put_into(database, who, State.ACTIVE)
    world.later(days=1)
    await run(world, JOB)
    assert [state_of(database, code) for code in (taken, waits)] == ["expired", "expired"]


async def test_the_same_run_as_of_an_earlier_time_leaves_the_younger(
    world: World, database: Any
) -> None:
    alice = await world.member(ALICE)
    old = await world.invite(alice)
    world.later(days=1)
    young = await world.invite(alice)
    world.later(days=40)
    await run(world, JOB, END.isoformat())
    assert [state_of(database, code) for code in (old, young)] == ["expired", "issued"]
