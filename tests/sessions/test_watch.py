"""What a process knows of sessions that end elsewhere: soon, and without asking for each."""

import asyncio
from datetime import timedelta
from typing import Any

from service.flows.sign_in.end_device import END_DEVICE, EndDevice
from service.flows.sign_in.end_devices import END_DEVICES, EndDevices
from service.flows.sign_in.refresh_session import REFRESH_SESSION, RefreshSession
from service.flows.sign_in.sign_in import SignedIn
from service.keys import Keys
from service.sessions.ended import KEPT, EndedSessions
from service.sessions.watch import SessionWatch
from tests.flows.world import World, sha256
from tests.people import ALICE, BOB, NOON
from tests.sessions.conftest import SECRET, Steady, until, watching


async def sign_out(world: World, who: SignedIn) -> None:
    body = EndDevice(account=who.account, session=who.session)
    await world.apply(END_DEVICE, body)


async def test_an_end_is_known_to_every_process_within_a_second(world: World) -> None:
    alice, bob = await world.newcomer(ALICE), await world.newcomer(BOB)
    async with watching(world) as one, watching(world) as two:
        await sign_out(world, alice)
        await until(lambda: all(alice.session in each._ended for each in (one, two)))
        assert await one.has_ended(alice.session)
        assert not await two.has_ended(bob.session)


async def test_reuse_of_a_refresh_token_ends_the_access_tokens_too(world: World) -> None:
    alice = await world.newcomer(ALICE)
    shown = RefreshSession(
        session=alice.session, sha256=sha256(alice.refresh_token.partition(".")[2])
    )
    async with watching(world) as watch:
        await world.apply(REFRESH_SESSION, shown)
        assert not await watch.has_ended(alice.session)
        world.later(seconds=31)
        await world.apply(REFRESH_SESSION, shown)
        await until(lambda: alice.session in watch._ended)


async def test_signing_out_everywhere_is_known_of_every_session(world: World) -> None:
    devices = [await world.newcomer(ALICE) for _ in range(5)]
    async with watching(world) as watch:
        own = EndDevices(account=devices[0].account, session=devices[0].session, keep_this=True)
        await world.apply(END_DEVICES, own)
        await until(lambda: all(each.session in watch._ended for each in devices[1:]))
        assert not await watch.has_ended(devices[0].session)


async def test_a_process_that_starts_loads_what_ended_before(world: World) -> None:
    alice, bob = await world.newcomer(ALICE), await world.newcomer(BOB)
    await sign_out(world, alice)
    world.later(minutes=30)
    await sign_out(world, bob)
    world.later(minutes=45)
    async with watching(world) as watch:
        assert await watch.has_ended(bob.session)
        # Alice's ended so long ago that no access token of it can be good any more.
        assert len(watch._ended) == 1


async def test_nothing_is_read_while_the_stream_answers(world: World) -> None:
    alice = await world.newcomer(ALICE)
    async with watching(world) as watch:
        await until(lambda: not watch.stale)
        for _ in range(100):
            assert not await watch.has_ended(alice.session)
        assert not watch._cached._kept


async def test_a_silent_stream_is_told_from_a_quiet_one(world: World) -> None:
    async with watching(world) as watch:
        for _ in range(3):
            # Nothing happens and the server says so twice a second: that is no silence.
            await until(lambda: not watch.stale)
            await asyncio.sleep(0.5)
    watch._steady = lambda: watch._heard_s + 1
    assert watch.stale


async def test_without_a_stream_the_session_is_read_once_a_second(world: World) -> None:
    alice, steady = await world.newcomer(ALICE), Steady()
    watch = SessionWatch(world.context, Keys(SECRET), steady)
    assert watch.stale
    assert not await watch.has_ended(alice.session)
    await sign_out(world, alice)
    steady.now = 0.9
    assert not await watch.has_ended(alice.session)
    steady.now = 1.0
    assert await watch.has_ended(alice.session)
    assert not await watch.has_ended("nobody's")


async def test_a_stream_that_breaks_is_taken_up_again(world: World, database: Any) -> None:
    alice, bob = await world.newcomer(ALICE), await world.newcomer(BOB)
    async with watching(world) as watch:
        database.token_keys.drop()
        await sign_out(world, alice)
        await until(lambda: alice.session in watch._ended, 5)
        await sign_out(world, bob)
        await until(lambda: bob.session in watch._ended)


def test_ends_are_kept_as_long_as_a_token_may_last_and_no_longer() -> None:
    ended = EndedSessions()
    ended.add("early", NOON)
    ended.add("late", NOON + timedelta(minutes=40))
    ended.prune(NOON + timedelta(minutes=60))
    assert "early" in ended
    ended.prune(NOON + KEPT)
    assert "early" not in ended
    assert "late" in ended
