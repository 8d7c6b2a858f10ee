"""What can be seen of webhooks: what is counted, what is logged, and how long all is kept."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from service.jobs.by_name import run_by_name
from service.members.consents import Purpose
from service.webhooks.delivery import DeliveryState
from tests.check.test_webhooks import found
from tests.jobs.hook_room import KEYS_HOOKS, HookRoom, open_room
from tests.jobs.toy import QUICK
from tests.metrics.reading import Since
from tests.people import DAY, NOON, UMBRELLA_KIOSK
from tests.senders.gateway import HANG, Receiver, receiving

SECRET = "team=7"
WEBHOOKS = "seedbank_webhooks_total"
OUTCOMES = {"taken", "refused", "timeout", "address", "connect", "protocol", "sealed", "withheld"}


@pytest.fixture
async def room(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[HookRoom]:
    context = await open_room(mongo_url, database_name, answer_ms=1_500)
    yield HookRoom(context, database)
    await context.store.close()


def changes(room: HookRoom, endpoint: str, **fields: Any) -> None:
    """As nobody could by the doors."""
    change = {f"endpoints.$.{name}": value for name, value in fields.items()}
    room.database.endpoints.update_one({"endpoints.id": endpoint}, {"$set": change})


async def babbles(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    writer.write(b"\x00\xff\r\n\r\n")
    writer.close()


async def test_each_outcome_is_counted_and_what_is_not_taken_is_logged(room: HookRoom) -> None:
    counter, since = await room.counter(), Since()
    good, bad, slow = Receiver(), Receiver(answers=[500]), Receiver(answers=[HANG])
    strange = await asyncio.start_server(babbles, "127.0.0.1", 0)
    port = strange.sockets[0].getsockname()[1]
    async with receiving(good) as url, receiving(bad) as refuses, receiving(slow) as hangs, strange:
        named = {
            await room.listens(each): outcome
            for each, outcome in (
                (url, "taken"),
                (refuses, "refused"),
                (hangs, "timeout"),
                (f"http://127.0.0.1:{port}/{SECRET}", "protocol"),
                (f"http://127.0.0.1:1/{SECRET}", "connect"),
            )
        }
        inside, closed = await room.listens(url), await room.listens(url)
        changes(room, inside, url=f"http://192.168.7.7/{SECRET}")
        changes(room, closed, **{"keys.0.sealed": KEYS_HOOKS.fresh("another").sealed})
        named |= {inside: "address", closed: "sealed"}
        await counter.in_state("authorised")
        with capture_logs() as logs:
            await room.send()
        assert {each: since(WEBHOOKS, outcome=each) for each in named.values()} == dict.fromkeys(
            named.values(), 1
        )
        await counter.says("cancel", await counter.quote())
        await room.withdraw(counter.who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
        await room.send()
    assert since(WEBHOOKS, outcome="withheld") >= 1
    assert {*named.values(), "withheld"} == OUTCOMES
    lines = {each["endpoint"]: each for each in logs if each["event"] == "a webhook was not taken"}
    assert {id_: each["why"] for id_, each in lines.items()} == {
        id_: outcome for id_, outcome in named.items() if outcome != "taken"
    }
    told = {each.id: each for each in room.deliveries(number=1)}
    for each in lines.values():
        assert each["log_level"] == "warning"
        assert told[each["delivery"]].endpoint == each["endpoint"]
        assert (each["status"], each["tries"]) == (500 if each["why"] == "refused" else None, 1)
    assert SECRET not in repr(logs)
    assert counter.who.account not in repr(logs)


async def forgets(room: HookRoom) -> None:
    await run_by_name(room.context, "forget_old_rows", None, stop=asyncio.Event(), effort=QUICK)


async def test_what_is_over_or_switched_off_is_forgotten_after_30_days_and_what_waits_is_not(
    room: HookRoom,
) -> None:
    good, gone, bad = Receiver(), Receiver(answers=[410]), Receiver(answers=[500])
    counter = await room.counter()
    async with receiving(good) as url, receiving(gone) as off, receiving(bad) as fails:
        for each in (url, off, fails):
            await room.listens(each)
        await counter.in_state("authorised")
        await room.send()
        room.clock.set(NOON + 30 * DAY)
        await forgets(room)
        assert len(room.deliveries()) == 3
        room.clock.set(NOON + 31 * DAY)
        await forgets(room)
        [left] = room.deliveries()
        assert (left.endpoint, left.state) == ("ep_2", DeliveryState.WAITING)
        bad.answers = [200]
        await room.send()
        assert [each.state for each in room.deliveries()] == [DeliveryState.DELIVERED]
        assert await found(room) == []
        room.clock.set(NOON + 32 * DAY)
        await forgets(room)
    assert room.deliveries() == []
