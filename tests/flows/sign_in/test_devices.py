"""Devices: how many there may be, what they are called, who ends them, what the inbox says."""

import asyncio
from typing import Any

import msgspec

from service.flows.sign_in.end_device import END_DEVICE, EndDevice
from service.flows.sign_in.end_devices import END_DEVICES, DevicesEnded, EndDevices
from service.flows.sign_in.end_session import Ended
from service.flows.sign_in.refresh_session import REFRESH_SESSION, Refreshed, RefreshSession
from service.flows.sign_in.rename_device import RENAME_DEVICE, RenameDevice
from service.flows.sign_in.sign_in import SIGN_IN, SignedIn, SignIn
from service.members.sign_in.devices import BadDeviceName, DeviceUnknown
from service.members.sign_in.session import SessionEnded
from tests.flows.world import World, sha256
from tests.people import ALICE, BOB

MOST = 10


async def refresh(world: World, who: SignedIn) -> Any:
    secret = sha256(who.refresh_token.partition(".")[2])
    body = RefreshSession(session=who.session, sha256=secret)
    return (await world.apply(REFRESH_SESSION, body)).answer


async def alive(world: World, who: SignedIn) -> bool:
    return isinstance(await refresh(world, who), Refreshed)


async def devices_of(world: World, count: int) -> list[SignedIn]:
    """Alice's devices, signed in one after the other."""
    found = []
    for _ in range(count):
        found.append(await world.newcomer(ALICE))
        world.later(minutes=1)
    return found


def told(database: Any, kind: str) -> list[dict[str, Any]]:
    return [row["parameters"] for row in database.inbox.find({"kind": kind})]


async def test_one_device_too_many_ends_the_oldest(world: World, database: Any) -> None:
    devices = await devices_of(world, MOST)
    assert not told(database, "device_replaced")
    newest = await world.newcomer(ALICE)
    assert [await alive(world, each) for each in devices] == [False] + [True] * (MOST - 1)
    assert await alive(world, newest)
    assert told(database, "device_replaced") == [{"device": "phone"}]


async def test_what_is_over_makes_room_first(world: World, database: Any) -> None:
    devices = await devices_of(world, MOST)
    body = EndDevice(account=devices[4].account, session=devices[4].session)
    await world.apply(END_DEVICE, body)
    await world.newcomer(ALICE)
    assert await alive(world, devices[0])
    assert len(database.devices.find_one()["sessions"]) == MOST
    assert not told(database, "device_replaced")


async def test_twenty_sign_ins_at_once_leave_as_many_as_may_be(world: World, database: Any) -> None:
    """Codes are of one contact, so each sign-in waits for its own; the commands race."""
    first = await world.newcomer(ALICE)
    database.codes.delete_many({})

    async def sign_in(number: int) -> SignedIn:
        # A code for each, as if the contact had one for each: the list is what is raced for.
        body = SignIn(contact="Alice", code=sha256("123456"), device=f"phone {number}")
        while not isinstance(signed := (await world.apply(SIGN_IN, body)).answer, SignedIn):
            await world.request_code("Alice")
        return signed

    signed = await asyncio.gather(*(sign_in(number) for number in range(20)))
    left = [each for each in (first, *signed) if await alive(world, each)]
    assert len(left) == MOST
    assert len(database.devices.find_one()["sessions"]) == MOST
    assert database.sessions.count_documents({"revoked_at": None}) == MOST


async def test_every_sign_in_but_the_first_is_told(world: World, database: Any) -> None:
    await world.newcomer(ALICE)
    assert not told(database, "device_signed_in")
    await world.newcomer(ALICE)
    assert told(database, "device_signed_in") == [{"device": "phone"}]


async def test_a_member_ends_another_device_and_is_told(world: World, database: Any) -> None:
    lost, own = await devices_of(world, 2)
    body = EndDevice(account=own.account, session=lost.session)
    assert (await world.apply(END_DEVICE, body)).answer == Ended(session=lost.session)
    assert not await alive(world, lost)
    assert await alive(world, own)
    assert told(database, "device_signed_out") == [{"device": "phone"}]
    assert (await world.apply(END_DEVICE, body)).answer == DeviceUnknown()


async def test_nobody_ends_or_names_a_device_of_somebody_else(world: World) -> None:
    alice, bob = await world.newcomer(ALICE), await world.newcomer(BOB)
    for session in (alice.session, "no session"):
        end = EndDevice(account=bob.account, session=session)
        assert (await world.apply(END_DEVICE, end)).answer == DeviceUnknown()
        name = RenameDevice(account=bob.account, session=session, name="mine")
        assert (await world.apply(RENAME_DEVICE, name)).answer == DeviceUnknown()
    mixed = EndDevices(account=bob.account, session=alice.session, keep_this=False)
    assert (await world.apply(END_DEVICES, mixed)).answer == SessionEnded()
    assert await alive(world, alice)


async def test_a_device_gets_a_name_that_can_be_shown(world: World, database: Any) -> None:
    alice = await world.newcomer(ALICE)
    body = RenameDevice(account=alice.account, session=alice.session, name=" my\u202e  \n phone ")
    renamed = (await world.apply(RENAME_DEVICE, body)).answer
    assert renamed.name == "my phone"
    assert database.sessions.find_one()["device"] == "my phone"
    nothing = msgspec.structs.replace(body, name="\u200b \t")
    assert (await world.apply(RENAME_DEVICE, nothing)).answer == BadDeviceName()


async def test_signing_out_everywhere_ends_all(world: World, database: Any) -> None:
    devices, bob = await devices_of(world, 3), await world.newcomer(BOB)
    body = EndDevices(account=devices[1].account, session=devices[1].session, keep_this=False)
    assert (await world.apply(END_DEVICES, body)).answer == DevicesEnded(ended=3)
    assert [await alive(world, each) for each in devices] == [False] * 3
    assert await alive(world, bob)
    assert told(database, "devices_signed_out") == [{"device": "phone", "devices": 3}]
    assert (await world.apply(END_DEVICES, body)).answer == SessionEnded()


async def test_signing_out_everywhere_else_keeps_this_one(world: World, database: Any) -> None:
    devices = await devices_of(world, 3)
    body = EndDevices(account=devices[1].account, session=devices[1].session, keep_this=True)
    assert (await world.apply(END_DEVICES, body)).answer == DevicesEnded(ended=2)
    assert [await alive(world, each) for each in devices] == [False, True, False]
    assert (await world.apply(END_DEVICES, body)).answer == DevicesEnded(ended=0)
    assert len(told(database, "devices_signed_out")) == 1


async def test_a_device_that_signs_in_while_all_are_ended_is_before_or_after(
    world: World, database: Any
) -> None:
    """Never in between: then it would be alive and on no list."""
    for _ in range(10):
        own = await world.newcomer(ALICE)
        await world.request_code("Alice")
        body = EndDevices(account=own.account, session=own.session, keep_this=False)
        _, late = await asyncio.gather(world.apply(END_DEVICES, body), world.sign_in("Alice"))
        listed = database.devices.find_one()["sessions"]
        assert await alive(world, late) is (late.session in listed)


async def test_reuse_is_told_once(world: World, database: Any) -> None:
    alice = await world.newcomer(ALICE)
    await refresh(world, alice)
    world.later(seconds=31)
    for _ in range(2):
        assert await refresh(world, alice) == SessionEnded()
    assert told(database, "device_distrusted") == [{"device": "phone"}]
