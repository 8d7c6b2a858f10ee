"""Rotating the key of access tokens: one at a time, and the old ones leave much later."""

import asyncio
from datetime import timedelta
from typing import Any

from service.flows.sign_in.rotate_token_key import (
    ROTATE_TOKEN_KEY,
    RotateTokenKey,
    RotationAnnounced,
    TokenKeyRotated,
)
from service.keys import Keys
from service.store.schema.page import TOKEN_KEYS
from tests.flows.world import World

KEYS = Keys("a secret of at least 32 characters")
LEAD = timedelta(minutes=10)


async def rotate(world: World) -> Any:
    now = world.clock.server_now()
    body = RotateTokenKey(key=KEYS.tokens.fresh(now, now + LEAD))
    return (await world.apply(ROTATE_TOKEN_KEY, body)).answer


async def test_a_key_is_announced_and_the_next_only_when_it_signs(
    world: World, database: Any
) -> None:
    first = await rotate(world)
    assert isinstance(first, TokenKeyRotated)
    refused = await rotate(world)
    assert refused == RotationAnnounced(kid=first.kid, signs_from=first.signs_from)
    world.later(minutes=10)
    assert isinstance(await rotate(world), TokenKeyRotated)
    stored = TOKEN_KEYS.decode(database.token_keys.find_one())
    assert stored.keys[0].kid == first.kid
    assert len(stored.keys) == 2


async def test_of_two_rotations_at_once_one_is_refused(world: World, database: Any) -> None:
    answers = await asyncio.gather(*(rotate(world) for _ in range(5)))
    kinds = [type(each) for each in answers]
    assert (kinds.count(TokenKeyRotated), kinds.count(RotationAnnounced)) == (1, 4)
    assert len(database.token_keys.find_one()["keys"]) == 1


async def test_keys_that_ended_long_ago_leave(world: World, database: Any) -> None:
    for _ in range(5):
        await rotate(world)
        world.later(days=2)
    assert len(database.token_keys.find_one()["keys"]) == 2


async def test_nothing_secret_is_stored(world: World, database: Any) -> None:
    await rotate(world)
    key = database.token_keys.find_one()["keys"][0]
    assert set(key) == {"kid", "sealed", "made_at", "signs_from"}
    KEYS.tokens.follow(TOKEN_KEYS.decode(database.token_keys.find_one()).keys)
    private = KEYS.tokens.signer(world.later(minutes=10)).private
    assert private.private_bytes_raw() not in bytes(key["sealed"])
