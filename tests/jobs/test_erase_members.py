"""Whoever has left is forgotten in time, and swept, whatever is cut and whoever else is at it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from service.check.run import check
from service.clock import FixedClock
from service.erasure.find import next_work
from service.flows.context import Context
from service.flows.membership.erase import ERASE, Erase
from service.jobs import erase_members
from service.jobs.job import Run
from service.members.consents import Purpose
from service.members.erasure.record import ErasureState
from service.members.states import State
from service.programme_demo import DEMO
from service.store import sweep as sweeping
from tests.flows.membership.leaving import asks, closes, enrols, erasure_of, run_job
from tests.flows.rentals.scenes import customer
from tests.flows.world import World
from tests.jobs.toy import open_toys
from tests.people import ALICE, BOB, CHARLIE, NOON, UMBRELLA_KIOSK

MS = timedelta(milliseconds=1)
GONE = ("members", "pseudonyms", "inbox", "access_log", "outbox", "devices", "claims", "codes")


@pytest.fixture
async def world(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[World]:
    store = (await open_toys(mongo_url, database_name)).store
    yield World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO))
    report = await check(store)
    await store.close()
    assert report.green, report.violations


async def state(world: World, who: Any) -> State:
    return (await world.account(who)).state


async def test_two_weeks_and_not_a_moment_less(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    bob = await world.member(BOB)
    await closes(world, alice)
    end = NOON + timedelta(days=14)
    assert await next_work(world.context) == end
    world.clock.set(end - MS)
    await run_job(world)
    assert await state(world, alice) is State.CLOSING
    world.clock.set(end)
    await run_job(world)
    assert await state(world, alice) is State.ERASED
    assert await state(world, bob) is State.ACTIVE
    assert database.members.count_documents({}) == 1


async def test_what_is_left_is_swept_and_once_more_later(world: World, database: Any) -> None:
    alice, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    await world.grant(alice, Purpose.SCORE)
    await closes(world, alice)
    await asks(world, alice)
    assert database.inbox.count_documents({}) > 0
    await run_job(world)
    for name in GONE:
        assert database[name].count_documents({}) == 0, name
    kept = {raw["entry"]["purpose"] for raw in database.consents.find({})}
    assert kept == {"enrolment", "score"}
    [session] = database.sessions.find({})
    assert (session["member"], session["device"], session["tokens"]) == ("", "", [])
    assert erasure_of(database, alice)["state"] == ErasureState.SWEPT

    late = {"_id": "late", "account": alice.account, "kind": "welcome", "at": NOON}
    database.inbox.insert_one(late | {"parameters": {}}, bypass_document_validation=True)
    world.later(days=44)
    await run_job(world)
    assert database.inbox.count_documents({}) == 1
    world.later(days=1)
    await run_job(world)
    assert database.inbox.count_documents({}) == 0
    assert database.sessions.count_documents({}) == 0
    assert erasure_of(database, alice)["state"] == ErasureState.OVER
    assert await next_work(world.context) is None


async def test_others_lose_nothing(world: World, database: Any) -> None:
    """Bob's id begins like Alice's, and has everything that she has."""
    alice, pseudonym = await world.linked(ALICE)
    _, theirs = await world.linked(BOB)
    for each in (pseudonym, theirs):
        await world.complete(each)
    await closes(world, alice)
    await asks(world, alice)
    before = {
        name: database[name].count_documents({"account": {"$ne": alice.account}})
        for name in ("inbox", "outbox", "consents", "pseudonyms", "sessions")
    }
    await run_job(world)
    after = {name: database[name].count_documents({}) for name in before if name != "consents"}
    assert after == {name: n + (name == "sessions") for name, n in before.items() if name in after}
    assert database.claims.count_documents({}) == 2


async def test_who_has_to_wait_is_tried_again(world: World, database: Any) -> None:
    counter = await customer(world, database)
    rental = await counter.in_state("returned")
    await closes(world, counter.who)
    world.later(days=14)
    for _ in range(2):
        await run_job(world)
        assert await state(world, counter.who) is State.CLOSING
    await counter.says("settle", rental)
    await run_job(world)
    assert await state(world, counter.who) is State.ERASED
    assert database.evidence.count_documents({"account": counter.who.account}) >= 1


async def test_who_comes_back_in_time_stays(world: World) -> None:
    alice = await world.member(ALICE)
    await closes(world, alice)
    world.later(days=13)
    await enrols(world, alice, ALICE)
    world.later(days=2)
    await run_job(world)
    assert await state(world, alice) is State.ACTIVE


async def test_a_forgotten_member_s_account_is_closed_when_it_can_be(
    world: World, database: Any
) -> None:
    """As after a restored backup: the link goes at once, the account when its rental is settled."""
    counter = await customer(world, database)
    rental = await counter.in_state("returned")
    body = Erase(account=counter.who.account, member=counter.who.member, replayed=True)
    await world.apply(ERASE, body)
    assert database.members.count_documents({}) == 0
    assert await state(world, counter.who) is State.CLOSING
    await run_job(world)
    assert database.inbox.count_documents({}) == 0
    assert erasure_of(database, counter.who)["state"] == ErasureState.WANTED
    await counter.says("settle", rental)
    await run_job(world)
    assert await state(world, counter.who) is State.ERASED
    await run_job(world)
    assert erasure_of(database, counter.who)["state"] == ErasureState.SWEPT
    assert erasure_of(database, counter.who)["at"] == NOON


async def test_two_runners_at_once_sweep_once(world: World, database: Any) -> None:
    people = [await world.linked(each) for each in (ALICE, BOB, CHARLIE)]
    for who, pseudonym in people:
        await world.complete(pseudonym)
        await closes(world, who)
    world.later(days=14)
    run = Run(context=world.context, job="erase_members", as_of=world.clock.domain_now())

    async def runner() -> None:
        checkpoint: str | None = None
        while chunk := await erase_members.next_chunk(run, checkpoint):
            for command in chunk.commands:
                await world.context.store.apply(replace(command, key=None))
            checkpoint = chunk.after

    await asyncio.gather(*(runner() for _ in range(3)))
    for name in GONE:
        assert database[name].count_documents({}) == 0, name
    assert {raw["state"] for raw in database.erasures.find({})} == {ErasureState.SWEPT}
    assert [raw["version"] for raw in database.erasures.find({})] == [2, 2, 2]


class Cut(Exception):
    """The process is no more."""


async def test_cut_at_every_removal_it_goes_on_and_ends_the_same(
    world: World, database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed between the command and the sweep, and within the sweep before each of its steps."""
    alice, pseudonym = await world.linked(ALICE)
    await world.complete(pseudonym)
    await closes(world, alice)
    await asks(world, alice)
    remove, cuts = sweeping._remove, 0
    run = Run(context=world.context, job="erase_members", as_of=world.clock.domain_now())
    for steps in range(20):
        left = [steps]

        async def cut(*args: Any, left: list[int] = left) -> int:
            if not left[0]:
                raise Cut
            left[0] -= 1
            return await remove(*args)

        monkeypatch.setattr(sweeping, "_remove", cut)
        try:
            await erase_members.next_chunk(run, None)
        except Cut:
            cuts += 1
            assert erasure_of(database, alice)["state"] == ErasureState.DESTROYED
            report = await check(world.context.store)
            assert report.green, report.violations
        else:
            break
    assert cuts >= 5
    monkeypatch.undo()
    await run_job(world)
    for name in GONE:
        assert database[name].count_documents({}) == 0, name
    assert erasure_of(database, alice)["state"] == ErasureState.SWEPT


async def test_many_rows_go_a_bounded_number_at_a_time(
    world: World, database: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweeping, "MOST", 3)
    alice = await world.newcomer(ALICE)
    rows = [
        {
            "_id": f"m{n:03d}",
            "account": alice.account,
            "kind": "welcome",
            "at": NOON,
            "parameters": {},
        }
        for n in range(20)
    ]
    database.inbox.insert_many(rows, bypass_document_validation=True)
    await asks(world, alice)
    await run_job(world)
    assert database.inbox.count_documents({}) == 0


async def test_nobody_but_the_kiosk_keeps_what_it_was_told(world: World, database: Any) -> None:
    """A pseudonym that a merchant still has leads nowhere."""
    alice, pseudonym = await world.linked(ALICE)
    await closes(world, alice)
    await asks(world, alice)
    await run_job(world)
    said = await world.complete(pseudonym, merchant=UMBRELLA_KIOSK)
    assert type(said.answer).__name__ == "MemberNotLinked"
