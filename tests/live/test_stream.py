"""Server-sent events on a real socket: converging, bounded, and ending when they should."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from service.live.feed import Feed
from service.live.screens import Frame, Reader, Screen, Screens
from service.live.stream import Pace, Stream
from tests.live.sse import listening
from tests.pages.crowd import Crowd, crowd
from tests.pages.served import Served, served


@pytest.fixture
def server(mongo_url: str, database_name: str, tmp_path: Path) -> Iterator[Served]:
    """With a ping every 0.4 s."""
    with served(mongo_url, database_name, tmp_path / "log", "tests.live.quick:application") as one:
        yield one


@pytest.fixture
async def people(mongo_url: str, database_name: str) -> AsyncIterator[Crowd]:
    async with crowd(mongo_url, database_name) as one:
        yield one


async def test_the_state_comes_at_once_and_again_when_it_changes(
    people: Crowd, server: Served
) -> None:
    token = await people.screen()
    alice = await people.joins("Alice")
    async with listening(server.url, token) as events:
        first = await events.board()
        assert first.data["rows"] == []
        await people.does(alice, "return-umbrella")
        second = await events.board(1.0)
    assert [(row["rank"], row["name"], row["seeds"]) for row in second.data["rows"]] == [
        (1, "Alice", 20)
    ]
    assert second.fields["id"] != first.fields["id"]
    assert second.data["version"] != first.data["version"]


async def test_a_reconnect_gets_the_newest_state_or_nothing_if_it_has_that(
    people: Crowd, server: Served
) -> None:
    token = await people.screen()
    alice = await people.joins("Alice")
    async with listening(server.url, token) as events:
        old = (await events.board()).fields["id"]
    await people.does(alice, "return-umbrella")
    await people.does(alice, "mend-umbrella")
    async with listening(server.url, token, Last_Event_ID=old) as events:
        state = await events.board()
        while not state.data["rows"] or state.data["rows"][0]["seeds"] < 60:
            state = await events.board()
    async with listening(server.url, token, Last_Event_ID=state.fields["id"]) as events:
        heard = [await events.next() for _ in range(3)]
    assert [event.kind for event in heard if event] == ["", "pulse", "pulse"]


async def test_a_ping_comes_in_silence_and_says_how_old_the_state_is(
    people: Crowd, server: Served
) -> None:
    async with listening(server.url, await people.screen()) as events:
        await events.board()
        pulse = await events.next(1.0)
    assert pulse is not None
    assert pulse.comments == ["ping"]
    assert 0 <= pulse.data["age_ms"] < 3_000


async def test_many_changes_become_few_events(people: Crowd, server: Served) -> None:
    token = await people.screen()
    members = [await people.joins(f"Member {n}") for n in range(12)]
    async with listening(server.url, token) as events:
        await events.board()
        started = asyncio.get_running_loop().time()
        await asyncio.gather(*(people.does(one, "mend-umbrella") for one in members))
        await asyncio.gather(*(people.does(one, "return-umbrella") for one in members))
        count = 1
        while sum(row["seeds"] for row in (await events.board()).data["rows"]) < 600:
            count += 1
        elapsed = asyncio.get_running_loop().time() - started
    assert count <= 2 + elapsed / 0.1


async def test_a_revoked_token_ends_the_stream(
    people: Crowd, server: Served, admin: Any, database_name: str
) -> None:
    async with listening(server.url, await people.screen()) as events:
        await events.board()
        now = people.world.clock.server_now()
        admin[database_name].display_tokens.update_many({}, {"$set": {"revoked_at": now}})
        async with asyncio.timeout(4):
            while await events.next() is not None:
                pass


async def test_stopping_the_server_ends_streams_at_once(people: Crowd, server: Served) -> None:
    token = await people.screen()
    async with listening(server.url, token) as one, listening(server.url, token) as other:
        await one.board()
        await other.board()
        took_s = await asyncio.to_thread(server.stop)
        while await one.next() is not None:
            pass
    assert took_s < 3


async def test_a_reader_that_takes_nothing_is_dropped(people: Crowd) -> None:
    """As the server shows it: a send that does not return, because the socket is full."""
    sent: list[str] = []

    async def send(message: Any) -> None:
        sent.append(message["type"])
        if len(sent) > 2:
            await asyncio.Event().wait()

    async def receive() -> Any:
        await asyncio.Event().wait()

    async def allowed() -> bool:
        return True

    screens = Screens(Feed(people.world.context))
    screen, reader = Screen(), Reader()
    screen.readers.add(reader)
    screen.frame = Frame("1", b"data: 1\n\n")
    stream = Stream(screens, screen, reader, None, Pace(ping_s=10, slow_s=0.2), allowed)
    scope: Any = {"type": "http"}
    await asyncio.wait_for(stream(scope, receive, send), 1)
    assert screen.readers == set()
