"""A revoked token's screens go dark within seconds, long before the next ping."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from pymongo.errors import InvalidOperation

from service.flows.operators.revoke_display_token import REVOKE_DISPLAY_TOKEN, RevokeDisplayToken
from service.live.feed import Feed
from service.live.revoked import LOOK_S, end_revoked, look
from service.live.screens import Reader, Screens
from service.store.connect import connect
from tests.pages.crowd import BOARD, Crowd, crowd


@pytest.fixture
async def people(mongo_url: str, database_name: str) -> AsyncIterator[Crowd]:
    async with crowd(mongo_url, database_name) as one:
        yield one


def reader_of(screens: Screens, token: str) -> Reader:
    """A screen that reads with this token."""
    opened = screens.open(BOARD, token.split("_")[1])
    assert isinstance(opened, tuple)
    return opened[1]


async def revoke(people: Crowd, token: str) -> None:
    body = RevokeDisplayToken(token=token.split("_")[1])
    await people.world.apply(REVOKE_DISPLAY_TOKEN, body)


async def test_only_the_screens_of_the_revoked_token_end(people: Crowd) -> None:
    screens, store = Screens(Feed(people.world.context)), people.world.context.store
    gone, good = await people.screen(), await people.screen()
    ending = [reader_of(screens, gone) for _ in range(2)]
    staying = reader_of(screens, good)
    await look(store, screens)
    assert not any(each.gone for each in (*ending, staying))
    await revoke(people, gone)
    await look(store, screens)
    assert all(each.gone and each.wake.is_set() for each in ending)
    assert not staying.gone


async def test_it_is_looked_at_every_few_seconds(people: Crowd) -> None:
    assert LOOK_S <= 3
    screens, token = Screens(Feed(people.world.context)), await people.screen()
    reader, store = reader_of(screens, token), people.world.context.store
    watching = asyncio.create_task(end_revoked(store, screens, every_s=0.01))
    await revoke(people, token)
    async with asyncio.timeout(5):
        await reader.wake.wait()
    watching.cancel()
    assert reader.gone


async def test_a_database_that_is_away_ends_no_stream(
    people: Crowd, mongo_url: str, database_name: str
) -> None:
    away = await connect(mongo_url, database_name)
    await away.close()
    screens, token = Screens(Feed(people.world.context)), await people.screen()
    reader = reader_of(screens, token)
    await revoke(people, token)
    with pytest.raises(InvalidOperation):
        await look(away, screens)
    watching = asyncio.create_task(end_revoked(away, screens, every_s=0.01))
    await asyncio.sleep(0.1)
    assert not watching.done()
    assert not reader.gone
    watching.cancel()
