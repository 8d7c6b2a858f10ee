"""Rotation of refresh tokens: what may be repeated, and what ends the session."""

import asyncio
from typing import Any

import pytest

from service.flows.sign_in.refresh_session import REFRESH_SESSION, Refreshed, RefreshSession
from service.members.sign_in.session import SessionEnded
from tests.flows.world import World, sha256
from tests.people import ALICE


async def refresh(world: World, token: str) -> Any:
    session, secret = token.split(".")
    body = RefreshSession(session=session, sha256=sha256(secret))
    return (await world.apply(REFRESH_SESSION, body)).answer


async def chain(world: World, length: int) -> list[str]:
    """Tokens of one session, each got for the one before, a minute apart."""
    tokens = [(await world.newcomer(ALICE)).refresh_token]
    for _ in range(length):
        world.later(minutes=1)
        tokens.append((await refresh(world, tokens[-1])).refresh_token)
    return tokens


async def test_ten_tabs_at_once_each_get_a_token_that_works(world: World) -> None:
    token = (await world.newcomer(ALICE)).refresh_token
    tabs = await asyncio.gather(*(refresh(world, token) for _ in range(10)))
    assert all(isinstance(each, Refreshed) for each in tabs)
    assert len({each.refresh_token for each in tabs}) == 10
    world.later(minutes=15)
    again = [await refresh(world, each.refresh_token) for each in tabs]
    assert all(isinstance(each, Refreshed) for each in again)


async def test_the_reply_to_every_second_refresh_is_lost(world: World) -> None:
    token = (await world.newcomer(ALICE)).refresh_token
    for _ in range(20):
        await refresh(world, token)
        world.later(seconds=29)
        answered = await refresh(world, token)
        assert isinstance(answered, Refreshed)
        token = answered.refresh_token
        world.later(minutes=15)


@pytest.mark.parametrize(("seconds", "works"), [(29, True), (30, False)])
async def test_the_grace_ends_on_the_second(world: World, seconds: int, works: bool) -> None:
    token = (await world.newcomer(ALICE)).refresh_token
    await refresh(world, token)
    world.later(seconds=seconds)
    assert isinstance(await refresh(world, token), Refreshed) is works


async def test_the_grace_is_counted_from_the_first_use(world: World) -> None:
    """Or a thief would keep a used token alive by using it."""
    token = (await world.newcomer(ALICE)).refresh_token
    for _ in range(3):
        assert isinstance(await refresh(world, token), Refreshed)
        world.later(seconds=10)
    assert await refresh(world, token) == SessionEnded()


@pytest.mark.parametrize("generations", [2, 5, 20])
async def test_an_ancestors_reuse_ends_the_session(world: World, generations: int) -> None:
    """Also of one so old that the session has forgotten it."""
    tokens = await chain(world, generations)
    assert await refresh(world, tokens[0]) == SessionEnded()
    assert await refresh(world, tokens[-1]) == SessionEnded()


async def test_owner_and_thief_at_once_after_the_grace_both_end(world: World) -> None:
    tokens = await chain(world, 2)
    world.later(minutes=1)
    thief, owner = await asyncio.gather(refresh(world, tokens[1]), refresh(world, tokens[2]))
    assert thief == SessionEnded()
    if isinstance(owner, Refreshed):  # it came first, and what it got is good for nothing
        assert await refresh(world, owner.refresh_token) == SessionEnded()
    else:
        assert owner == SessionEnded()
