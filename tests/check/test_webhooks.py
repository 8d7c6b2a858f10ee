"""I9 on a real database: whatever is taken away or changed behind the job's back is found."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from msgspec.structs import replace

from service.check.run import check
from service.check.webhooks import check_webhooks
from service.flows.webhooks.change_endpoint import CHANGE_ENDPOINT, ChangeEndpoint
from service.flows.webhooks.send_test import TEST_ENDPOINT
from service.jobs.by_name import run_by_name
from service.members.states import State
from service.webhooks.endpoint import Subject
from tests.flows.conftest import database, driver_name
from tests.jobs.hook_room import HookRoom, open_room
from tests.jobs.toy import QUICK
from tests.people import DAY, UMBRELLA_KIOSK
from tests.senders.gateway import Receiver, receiving

__all__ = ["database", "driver_name"]


@pytest.fixture
async def room(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[HookRoom]:
    context = await open_room(mongo_url, database_name, answer_ms=500)
    yield HookRoom(context, database)
    await context.store.close()


async def found(room: HookRoom) -> list[str]:
    """Sentences of I9: by this time other jobs would have run, that are none of this room's."""
    report = await check(room.context.store, now=room.clock.domain_now())
    return [each.sentence for each in report.violations if each.invariant == "I9"]


FIRST: dict[str, Any] = {"number": 1}
WAITS: dict[str, Any] = {"number": 3}
FAULTS: dict[str, tuple[str, dict[str, Any], dict[str, Any] | None, str]] = {
    "a delivery is gone": ("deliveries", FIRST, None, "it neither waits nor is it queued"),
    "one between is gone": ("deliveries", {"number": 2}, None, "and not [2]"),
    "the last is gone": ("deliveries", WAITS, None, "and not [3]"),
    "the line is gone": ("delivery_lines", {}, None, "a line that there is not"),
    "an event waits no more": ("event_waits", {}, None, "it neither waits nor is it queued"),
    "parked and silent": ("delivery_lines", {}, {"next_try_at": None}, "nobody will look"),
    "done without a try": ("deliveries", WAITS, {"state": "delivered"}, "no receiver said so"),
    "the first waits again": ("deliveries", FIRST, {"state": "waiting"}, "2 was sent while 1"),
    "the words are gone": ("deliveries", WAITS, {"body": b""}, "nothing to say"),
    "another's line": ("delivery_lines", {}, {"account": "x"}, "a line that there is not"),
}


async def test_what_is_lost_or_stands_still_is_found(room: HookRoom) -> None:
    """Two events were told, one waits in its line, and one waits to be queued."""
    receiver, counter = Receiver(answers=[200, 200, 500]), await room.counter()
    async with receiving(receiver) as url:
        await room.listens(url)
        room.later(minutes=2)
        rental = await counter.in_state("returned")
        await room.send()
        await counter.says("settle", rental)
    assert await found(room) == []
    for name, (collection, match, change, sentence) in FAULTS.items():
        rows = room.database[collection]
        before = rows.find_one(match)
        assert before is not None, name
        if change is None:
            rows.delete_one(match)
        else:
            rows.update_one(match, {"$set": change})
        sentences = await found(room)
        assert any(sentence in each for each in sentences), (name, sentences)
        rows.replace_one({"_id": before["_id"]}, before, upsert=True)
        assert await found(room) == [], name


async def test_what_nobody_is_to_be_told_or_what_is_forgotten_is_not_missed(room: HookRoom) -> None:
    receiver, counter = Receiver(), await room.counter()
    async with receiving(receiver) as url:
        only_holds = await room.listens(url, subjects=(Subject.HOLDS,))
        room.later(minutes=2)
        await counter.in_state("settled")
        await room.send()
        await room.does(TEST_ENDPOINT, only_holds)
        await room.send()
        change = ChangeEndpoint(
            merchant=UMBRELLA_KIOSK, endpoint=only_holds, subjects=(Subject.RENTALS,)
        )
        await room.apply(CHANGE_ENDPOINT, change)
        assert await found(room) == []
        room.later(minutes=2)
        await counter.in_state("settled")
        await room.send()
    assert room.database.deliveries.count_documents({}) == 5
    assert await found(room) == []
    room.clock.advance(31 * DAY)
    await run_by_name(room.context, "forget_old_rows", None, stop=asyncio.Event(), effort=QUICK)
    assert room.database.deliveries.count_documents({}) == 0
    assert await found(room) == []


async def test_a_test_that_is_lost_is_found(room: HookRoom) -> None:
    receiver = Receiver()
    async with receiving(receiver) as url:
        endpoint = await room.listens(url)
        for _ in range(2):
            await room.does(TEST_ENDPOINT, endpoint)
        await room.send()
    assert await found(room) == []
    room.database.deliveries.delete_one({"number": 2})
    assert await found(room) == ["of 2 there are [1], and not [2]"]


async def test_while_an_erased_account_is_swept_nothing_is_missed(room: HookRoom) -> None:
    receiver, counter = Receiver(), await room.counter()
    async with receiving(receiver) as url:
        await room.listens(url)
        await counter.in_state("settled")
        await room.send()
    room.database.deliveries.delete_one(WAITS)
    account, now = await room.account(counter.who), room.clock.domain_now()
    async with room.context.store.snapshot() as snapshot:
        assert await check_webhooks(snapshot, [account], [], now) != []
        erased = replace(account, state=State.ERASED)
        assert await check_webhooks(snapshot, [erased], [], now) == []
