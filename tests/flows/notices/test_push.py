"""Devices that are pushed to: each signed in, each by its own member, and gone when signed out."""

import asyncio
from typing import Any

import pytest

from service.flows.notices.forget_push import FORGET_PUSH, ForgetPush, PushForgotten
from service.flows.notices.set_push import SET_PUSH, PushSet, SetPush
from service.flows.sign_in.end_device import END_DEVICE, EndDevice
from service.flows.sign_in.end_devices import END_DEVICES, EndDevices
from service.flows.sign_in.end_session import END_SESSION, EndSession
from service.flows.sign_in.sign_in import SignedIn
from service.language.languages import Language
from service.members.reach import Provider
from service.members.sign_in.devices import DeviceUnknown
from service.store.path.record import KeyReused
from tests.flows.world import World, sha256
from tests.people import ALICE, BOB


async def push_to(world: World, who: SignedIn, device: str = "", **more: Any) -> Any:
    body = SetPush(
        account=who.account,
        session=device or who.session,
        provider=Provider.GATEWAY,
        target=more.pop("target", "mark"),
        language=Language.EN,
    )
    ids = (more.pop("sealed", "sealed"),)
    return (await world.apply(SET_PUSH, body, ids=ids, **more)).answer


def pushed_to(database: Any) -> list[tuple[str, str]]:
    found = database.reaches.find_one() or {"push": []}
    return [(each["device"], each["sealed"]) for each in found["push"]]


async def test_a_device_is_pushed_to_until_it_says_no(world: World, database: Any) -> None:
    alice = await world.newcomer(ALICE)
    said = await push_to(world, alice)
    assert said == PushSet(device=alice.session, provider=Provider.GATEWAY)
    await push_to(world, alice, sealed="fresh")
    assert pushed_to(database) == [(alice.session, "fresh")]
    body = ForgetPush(account=alice.account, session=alice.session)
    for _ in range(2):
        said = (await world.apply(FORGET_PUSH, body)).answer
        assert said == PushForgotten(device=alice.session)
    assert pushed_to(database) == []


async def test_nobody_has_pushes_sent_to_anothers_device(world: World, database: Any) -> None:
    alice, bob = await world.newcomer(ALICE), await world.newcomer(BOB)
    assert await push_to(world, bob, alice.session) == DeviceUnknown()
    assert await push_to(world, bob, "no-device") == DeviceUnknown()
    await push_to(world, alice)
    body = ForgetPush(account=bob.account, session=alice.session)
    assert (await world.apply(FORGET_PUSH, body)).answer == DeviceUnknown()
    assert [each[0] for each in pushed_to(database)] == [alice.session]


async def test_the_same_key_keeps_the_first_and_refuses_another_target(
    world: World, database: Any
) -> None:
    alice = await world.newcomer(ALICE)
    await push_to(world, alice, key="k", sealed="once")
    said = await push_to(world, alice, key="k", sealed="sealed otherwise")
    assert isinstance(said, PushSet)
    assert isinstance(await push_to(world, alice, key="k", target="another"), KeyReused)
    assert pushed_to(database) == [(alice.session, "once")]


@pytest.mark.parametrize("how", ["device", "session", "everywhere", "too many"])
async def test_who_signs_out_is_pushed_to_no_more(world: World, database: Any, how: str) -> None:
    old = await world.newcomer(ALICE)
    world.later(minutes=1)
    alice = await world.newcomer(ALICE)
    for each in (old, alice):
        await push_to(world, each)
    match how:
        case "device":
            await world.apply(END_DEVICE, EndDevice(account=old.account, session=old.session))
        case "session":
            secret = sha256(old.refresh_token.partition(".")[2])
            await world.apply(END_SESSION, EndSession(session=old.session, sha256=secret))
        case "everywhere":
            body = EndDevices(account=alice.account, session=alice.session, keep_this=True)
            await world.apply(END_DEVICES, body)
        case _:
            most = world.context.programme().numbers.sign_in.sessions_max
            for _ in range(most - 1):
                world.later(minutes=1)
                await world.newcomer(ALICE)
    assert [device for device, _ in pushed_to(database)] == [alice.session]
    assert await push_to(world, old) == DeviceUnknown()


async def test_signing_out_while_it_is_set_leaves_no_target_behind(
    world: World, database: Any
) -> None:
    alice = await world.newcomer(ALICE)
    for _ in range(20):
        phone = await world.newcomer(ALICE)
        end = EndDevice(account=phone.account, session=phone.session)
        await asyncio.gather(push_to(world, phone), world.apply(END_DEVICE, end))
    assert pushed_to(database) == []
    await push_to(world, alice)
    assert [device for device, _ in pushed_to(database)] == [alice.session]
