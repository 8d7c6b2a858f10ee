"""Both are paid, in two stages, once; or neither is."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.jobs import invitation_pages
from service.members.consents import Purpose
from service.members.states import State
from service.programme_demo import DEMO
from service.store.schema.page import TRANSFERS
from tests.flows.world import World
from tests.jobs.invitations import brings, person, put_into, run, state_of, told
from tests.jobs.toy import open_toys
from tests.people import ALICE, BOB, DAY, HOUR, NOON

JOB = "pay_invitations"
MOMENT = timedelta(milliseconds=1)


@pytest.fixture
async def world(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[World]:
    store = (await open_toys(mongo_url, database_name)).store
    yield World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO))
    report = await check(store)
    await store.close()
    assert report.green, report.violations


def paid(database: Any) -> dict[str, int]:
    """Amounts by the last two words of their ids."""
    rows = [TRANSFERS.decode(raw) for raw in database.transfers.find({"reason": "invitation"})]
    return {":".join(row.id.split(":")[2:]): row.amount for row in rows}


FIRST = {"first:inviter": 40, "first:newcomer": 20}
SECOND = {"second:inviter": 160, "second:newcomer": 80}


async def test_a_fifth_at_once_and_the_rest_after_the_hold(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    bob, member, code = await brings(world, alice)
    await run(world, JOB)
    assert paid(database) == {}
    world.later(hours=1)
    await world.complete(member)
    world.later(hours=1)
    await run(world, JOB)
    assert (paid(database), state_of(database, code)) == (FIRST, "held")
    assert [(await world.account(who)).purse.ripe for who in (alice, bob)] == [40, 20 + 20]
    assert {each: row["seeds"] for each, row in told(database, "invitation_paid").items()} == {
        alice.account: 40,
        bob.account: 20,
    }
    held_at = world.clock.domain_now()
    world.clock.set(held_at + 14 * DAY - MOMENT)
    await run(world, JOB)
    assert paid(database) == FIRST
    world.clock.set(held_at + 14 * DAY)
    await run(world, JOB)
    assert (paid(database), state_of(database, code)) == (FIRST | SECOND, "paid")
    assert [(await world.account(who)).purse.ripe for who in (alice, bob)] == [200, 100 + 20]
    assert database.outbox.count_documents({"kind": "invitation_paid"}) == 4


async def test_it_happens_once_however_often_it_runs(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    _, member, _ = await brings(world, alice)
    await world.complete(member)
    for wait in (HOUR, 15 * DAY):
        world.clock.advance(wait)
        times = [world.clock.domain_now() - n * MOMENT for n in range(4)]
        await asyncio.gather(*(run(world, JOB, at.isoformat()) for at in times))
        await run(world, JOB)
    assert paid(database) == FIRST | SECOND
    assert database.inbox.count_documents({"kind": "invitation_paid"}) == 4


async def test_a_run_pays_what_was_due_as_of_its_time(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    _, member, _ = await brings(world, alice)
    world.later(days=1)
    await world.complete(member)
    world.later(days=1)
    await run(world, JOB, (NOON + DAY - MOMENT).isoformat())
    assert paid(database) == {}
    await run(world, JOB, (NOON + DAY).isoformat())
    assert paid(database) == FIRST


async def test_ten_in_thirty_days_oldest_first_and_the_rest_when_there_is_room(
    world: World, database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(invitation_pages, "PAGE", 5)
    alice = await world.member(ALICE)
    codes = []
    for number in range(12):
        _, member, code = await brings(world, alice, person(number))
        world.later(minutes=1)
        await world.complete(member)
        codes.append(code)
    assert (await run(world, JOB)).progress.done == 12
    first_paid_at = world.clock.domain_now()
    held = [code for code in codes if state_of(database, code) == "held"]
    assert held == codes[:10]
    world.clock.set(first_paid_at + 30 * DAY - MOMENT)
    await run(world, JOB)
    assert [state_of(database, code) for code in codes] == ["paid"] * 10 + ["qualified"] * 2
    world.clock.set(first_paid_at + 30 * DAY)
    await run(world, JOB)
    assert [state_of(database, code) for code in codes] == ["paid"] * 10 + ["held"] * 2
    purse = (await world.account(alice)).purse
    assert purse.ripe + purse.seeds == 10 * 200 + 2 * 40


@pytest.mark.parametrize("leaver", ["inviter", "newcomer"])
async def test_nobody_is_paid_when_one_has_left(world: World, database: Any, leaver: str) -> None:
    alice = await world.member(ALICE)
    bob, member, code = await brings(world, alice)
    await world.complete(member)
    await world.withdraw(alice if leaver == "inviter" else bob, Purpose.ENROLMENT)
    world.later(hours=1)
    await run(world, JOB)
    assert (paid(database), state_of(database, code)) == ({}, "rejected")
    why = told(database, "invitation_rejected")
    assert set(why) == {alice.account, bob.account}
    assert {row["why"] for row in why.values()} == {"membership_ended"}
    await run(world, JOB, (NOON + HOUR - MOMENT).isoformat())
    assert database.inbox.count_documents({"kind": "invitation_rejected"}) == 2


@pytest.mark.parametrize("leaver", ["inviter", "newcomer"])
async def test_what_was_paid_stays_paid_when_one_leaves_later(
    world: World, database: Any, leaver: str
) -> None:
    alice = await world.member(ALICE)
    bob, member, code = await brings(world, alice)
    await world.complete(member)
    await run(world, JOB)
    left = alice if leaver == "inviter" else bob
    put_into(database, left, State.ERASED)
    world.later(days=20)
    await run(world, JOB)
    assert (paid(database), state_of(database, code)) == (FIRST, "rejected")
    assert left.account not in told(database, "invitation_rejected")
    assert len(told(database, "invitation_rejected")) == 1


@pytest.mark.parametrize("who", ["inviter", "newcomer"])
async def test_while_one_pauses_both_wait(world: World, database: Any, who: str) -> None:
    alice = await world.member(ALICE)
    bob, member, code = await brings(world, alice)
    await world.complete(member)
    paused = alice if who == "inviter" else bob
    put_into(database, paused, State.PAUSED)
    for _ in range(2):
        world.later(days=100)
        await run(world, JOB)
        assert (paid(database), state_of(database, code)) == ({}, "qualified")
    put_into(database, paused, State.ACTIVE)
    world.later(hours=1)
    await run(world, JOB)
    assert paid(database) == FIRST


async def test_one_that_cannot_be_read_goes_aside_and_stops_nobody(
    world: World, database: Any
) -> None:
    alice = await world.member(ALICE)
    _, one, _ = await brings(world, alice)
    broken_one, other, broken = await brings(world, alice, person(1))
    del broken_one
    for member in (one, other):
        await world.complete(member)
    kept = database.invitations.find_one({"_id": broken})
    database.invitations.update_one(
        {"_id": broken}, {"$set": {"first_percent": "x"}}, bypass_document_validation=True
    )
    slot = await run(world, JOB)
    assert [each.item for each in slot.progress.set_aside] == [broken]
    assert paid(database) == FIRST
    database.invitations.replace_one({"_id": broken}, kept)


async def test_members_who_earn_and_collect_meanwhile_lose_nothing(
    world: World, database: Any
) -> None:
    alice = await world.member(ALICE)
    bob, member, _ = await brings(world, alice)
    await world.complete(member)
    world.later(days=1)
    await asyncio.gather(
        run(world, JOB),
        *(world.collect(who) for who in (alice, bob) for _ in range(10)),
        *(world.complete(member, key=f"k{n}") for n in range(10)),
    )
    assert paid(database) == FIRST
    purses = [(await world.account(who)).purse for who in (alice, bob)]
    assert [each.ripe + each.seeds for each in purses] == [40, 20 + 20 + 20]


async def test_bob_is_paid_for_whom_he_brings_too(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    bob, member, _ = await brings(world, alice, BOB)
    _, newest, _ = await brings(world, bob, person(1))
    for each in (member, newest):
        await world.complete(each)
    await run(world, JOB)
    assert (await world.account(bob)).purse.ripe == 20 + 20 + 40
    assert database.transfers.count_documents({"reason": "invitation"}) == 4
