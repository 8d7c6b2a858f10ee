"""New keys of access tokens reach every process: by the stream, and by asking once a second."""

from datetime import timedelta
from typing import Any

from service.flows.sign_in.rotate_token_key import ROTATE_TOKEN_KEY, RotateTokenKey
from service.keys import Keys
from service.sessions.watch import SessionWatch
from tests.flows.world import World
from tests.sessions.conftest import SECRET, Steady, until, watching

LEAD = timedelta(minutes=10)


async def rotate(world: World) -> str:
    now = world.clock.server_now()
    key = Keys(SECRET).tokens.fresh(now, now + LEAD)
    await world.apply(ROTATE_TOKEN_KEY, RotateTokenKey(key=key))
    return key.kid


async def test_a_rotation_is_known_everywhere_before_it_signs(world: World) -> None:
    one, two = Keys(SECRET), Keys(SECRET)
    async with watching(world, one), watching(world, two):
        kid = await rotate(world)
        await until(lambda: one.tokens.knows(kid) and two.tokens.knows(kid))
        now = world.clock.server_now()
        assert one.tokens.signer(now).kid != kid
        later = world.later(minutes=10)
        assert (one.tokens.signer(later).kid, two.tokens.signer(later).kid) == (kid, kid)
        assert two.read_access(one.sign_access("alice", "s1", later), later) is not None


async def test_a_process_that_starts_loads_the_keys(world: World) -> None:
    kid, keys = await rotate(world), Keys(SECRET)
    async with watching(world, keys):
        assert keys.tokens.knows(kid)


async def test_who_missed_a_rotation_asks_at_most_once_a_second(world: World) -> None:
    steady, keys = Steady(), Keys(SECRET)
    watch = SessionWatch(world.context, keys, steady)
    await watch.ask_for_keys()
    kid = await rotate(world)
    steady.now = 0.9
    await watch.ask_for_keys()
    assert not keys.tokens.knows(kid)
    steady.now = 1.0
    await watch.ask_for_keys()
    assert keys.tokens.knows(kid)


async def test_a_document_that_is_none_stops_no_process(world: World, database: Any) -> None:
    keys = Keys(SECRET)
    async with watching(world, keys):
        now = world.clock.server_now()
        token = keys.sign_access("alice", "s1", now)
        database.command("collMod", "token_keys", validator={})
        database.token_keys.insert_one({"_id": "current", "keys": "nonsense"})
        assert keys.read_access(token, now) is not None
        database.token_keys.delete_one({"_id": "current"})
        kid = await rotate(world)
        await until(lambda: keys.tokens.knows(kid), 5)
