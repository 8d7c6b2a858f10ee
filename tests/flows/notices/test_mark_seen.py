"""Messages are seen once, by whom they are for; whoever else names them learns nothing."""

import asyncio
from typing import Any

from service.flows.notices.mark_seen import MARK_SEEN, MarkedSeen, MarkSeen, MessageUnknown
from service.flows.sign_in.sign_in import SignedIn
from tests.flows.world import World
from tests.people import ALICE, BOB, NOON


async def see(world: World, who: SignedIn, *messages: str, **more: Any) -> Any:
    ids = more.pop("ids", ())
    body = MarkSeen(account=who.account, messages=messages, **more)
    return (await world.apply(MARK_SEEN, body, ids=ids)).answer


def inbox(database: Any, who: SignedIn) -> list[dict[str, Any]]:
    return list(database.inbox.find({"account": who.account}).sort("_id", 1))


async def test_seen_is_delivered_and_waits_for_nobody(world: World, database: Any) -> None:
    await world.newcomer(ALICE)
    alice = await world.newcomer(ALICE)
    [told] = inbox(database, alice)
    assert told["delivery"]["state"] == "pending"
    world.later(minutes=5)
    assert await see(world, alice, told["_id"]) == MarkedSeen(seen=1)
    [told] = inbox(database, alice)
    assert told["seen_at"] == told["delivered_at"] > NOON
    assert told["delivery"]["state"] == "sent"
    world.later(minutes=5)
    assert await see(world, alice, told["_id"], told["_id"]) == MarkedSeen(seen=0)
    assert inbox(database, alice)[0]["seen_at"] == told["seen_at"]


async def test_what_is_not_ones_own_is_as_unknown_as_what_never_was(
    world: World, database: Any
) -> None:
    alice, bob = await world.member(ALICE), await world.member(BOB)
    [theirs], [own] = inbox(database, alice), inbox(database, bob)
    assert await see(world, bob, theirs["_id"]) == MessageUnknown()
    assert await see(world, bob, "no-message") == MessageUnknown()
    assert await see(world, bob, up_to=theirs["_id"]) == MessageUnknown()
    said = await see(world, bob, theirs["_id"], "no-message", own["_id"])
    assert said == MarkedSeen(seen=1)
    assert inbox(database, alice)[0]["seen_at"] is None


async def test_nothing_named_is_nothing_seen(world: World) -> None:
    assert await see(world, await world.member(ALICE)) == MarkedSeen(seen=0)


async def test_twenty_at_once_see_it_once(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    [told] = inbox(database, alice)
    said = await asyncio.gather(*(see(world, alice, told["_id"]) for _ in range(20)))
    assert sum(each.seen for each in said) == 1
