"""A breaker opens once for everybody, for the stated time, however many come at once."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest

from service.store.breakers import Breakers, Passed
from service.store.connect import connect

AT = datetime(2026, 3, 4, 12, tzinfo=UTC)
WINDOW, OPENING = timedelta(minutes=10), timedelta(minutes=30)


@pytest.fixture
async def breakers(mongo_url: str, database_name: str) -> AsyncIterator[Breakers]:
    store = await connect(mongo_url, database_name)
    yield Breakers(store)
    await store.close()


async def count(breakers: Breakers, at: datetime = AT, times: int = 5) -> Passed:
    return await breakers.count("wrong", at=at, times=times, window=WINDOW, opening=OPENING)


async def passed(breakers: Breakers, at: datetime = AT) -> bool:
    return (await count(breakers, at)).open_until is None


async def test_it_opens_with_one_too_many_and_says_until_when(breakers: Breakers) -> None:
    assert [await passed(breakers) for _ in range(5)] == [True] * 5
    first = await count(breakers, AT + timedelta(minutes=1))
    assert first.opened
    assert first.open_until == AT + timedelta(minutes=31)
    for minute in (1, 9, 11, 30):
        again = await count(breakers, AT + timedelta(minutes=minute))
        assert not again.opened
        assert again.open_until == AT + timedelta(minutes=31)


async def test_afterwards_it_counts_from_the_beginning(breakers: Breakers) -> None:
    for _ in range(6):
        await count(breakers)
    shut = AT + OPENING
    assert not await passed(breakers, shut - timedelta(milliseconds=1))
    assert [await passed(breakers, shut) for _ in range(6)] == [True] * 5 + [False]


async def test_tries_of_an_old_window_do_not_add_up(breakers: Breakers) -> None:
    for minute in range(0, 100, 10):
        assert all([await passed(breakers, AT + timedelta(minutes=minute)) for _ in range(5)])


async def test_exactly_so_many_pass_at_once_and_one_opens_it(breakers: Breakers) -> None:
    found = await asyncio.gather(*(count(breakers, times=50) for _ in range(200)))
    assert sum(each.open_until is None for each in found) == 50
    assert sum(each.opened for each in found) == 1


async def test_the_first_try_of_a_clock_that_is_ahead_stops_nobody(breakers: Breakers) -> None:
    assert await passed(breakers, AT)
    assert await passed(breakers, AT - timedelta(milliseconds=1))
    late = [await passed(breakers, AT - timedelta(seconds=2)) for _ in range(4)]
    assert late == [True] * 3 + [False]


async def test_what_is_given_back_was_never_counted(breakers: Breakers) -> None:
    for _ in range(50):
        right = await count(breakers)
        assert right.open_until is None
        await breakers.give_back("wrong", right)
    assert [await passed(breakers) for _ in range(6)] == [True] * 5 + [False]


async def test_nothing_is_given_back_to_another_window(breakers: Breakers) -> None:
    old = await count(breakers)
    later = AT + WINDOW
    assert all([await passed(breakers, later) for _ in range(5)])
    await breakers.give_back("wrong", old)
    assert not await passed(breakers, later)
    await breakers.give_back("other", old)  # there is none: nothing happens
