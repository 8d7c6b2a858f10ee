"""Two processes tell the same servers, and one of them is killed in the middle of a delivery."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from typing import Any

import pytest

from service.webhooks.delivery import DeliveryState
from tests.check.test_webhooks import found
from tests.flows.rentals.scenes import Counter
from tests.jobs.dispatcher import dispatching
from tests.jobs.fleet import DEADLINE_S
from tests.jobs.hook_room import HookRoom, ids, open_room
from tests.people import ALICE, BOB, CHARLIE, MINUTE, MS, NOON
from tests.senders.gateway import HANG, Receiver, receiving

ANSWERS = (202, 500, 202, HANG, 202)
HANGS = ANSWERS.index(HANG)


@pytest.fixture
async def room(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[HookRoom]:
    context = await open_room(mongo_url, database_name)
    yield HookRoom(context, database)
    await context.store.close()


@pytest.mark.slow
async def test_nothing_is_lost_and_order_is_kept_when_one_of_two_is_killed(
    room: HookRoom, mongo_url: str, database_name: str
) -> None:
    """Who hangs on one answer holds some lines; the other goes on with the rest. Once the first is
    killed, the other takes over its run, and sends again what it cannot know of."""
    counters = [await room.counter(each) for each in (ALICE, BOB)]
    clerks = Receiver(answers=[*ANSWERS]), Receiver(answers=[202, 202, 503, 202])
    times = [NOON + 3 * MINUTE, NOON + 3 * MINUTE + MS]
    async with (
        receiving(clerks[0]) as first,
        receiving(clerks[1]) as second,
        dispatching(mongo_url, database_name) as one,
        dispatching(mongo_url, database_name) as two,
    ):
        await room.listens(first)
        await room.listens(second)
        room.later(minutes=2)
        for each in counters:
            await each.in_state("settled")
        runs = {each.runs(at): (each, at) for each, at in zip((one, two), times, strict=True)}
        async with asyncio.timeout(DEADLINE_S):
            [over], [stuck] = await asyncio.wait(runs, return_when=asyncio.FIRST_COMPLETED)
        (left, _), (hangs, at) = runs[over], runs[stuck]
        before = len(ids(clerks[0])) + len(ids(clerks[1]))
        counters.append(await room.counter(CHARLIE))
        for each in counters:  # more about those whose line is held, and a line that is not
            await each.in_state("authorised")
        async with asyncio.timeout(DEADLINE_S):
            await left.runs(NOON + 4 * MINUTE)
        between = len(ids(clerks[0])) + len(ids(clerks[1])) - before
        assert between >= 2, "the other tells Charlie's news at both meanwhile"
        await hangs.killed()
        async with asyncio.timeout(DEADLINE_S):
            await left.runs(at)
            for minutes in (5, 7, 10, 20):
                await left.runs(NOON + minutes * MINUTE)
    room.later(minutes=30)
    every_event_came_in_order(room, counters, clerks)
    assert await found(room) == []


def every_event_came_in_order(
    room: HookRoom, counters: list[Counter], clerks: tuple[Receiver, Receiver]
) -> None:
    """Each id at least once; what comes twice comes before the next of its line."""
    told = {each.id: each for each in room.deliveries()}
    assert {each.state for each in told.values()} == {DeliveryState.DELIVERED}
    assert len(told) == 2 * (2 * 5 + 1)
    lines: dict[str, list[int]] = defaultdict(list)
    for endpoint, clerk in enumerate(clerks):
        for id_ in ids(clerk):
            assert told[id_].endpoint == f"ep_{endpoint}"
            lines[told[id_].line].append(told[id_].number)
    assert len(lines) == 2 * len(counters)
    for numbers in lines.values():
        assert numbers == sorted(numbers)
        assert {*numbers} == {*range(1, numbers[-1] + 1)}
    assert ids(clerks[0]).count(ids(clerks[0])[HANGS]) == 2, "what hung has come once more"
