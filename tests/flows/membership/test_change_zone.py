"""A member moves: days change at midnight, and none is won; see change_zone.py."""

from datetime import UTC, datetime

import pytest

from service.flows.membership.change_zone import CHANGE_ZONE, ChangeZone, ZoneChanged
from service.members.refusals import MembershipNotActive
from tasks.refusals import UnknownZone, ZoneChangedRecently
from tests.flows.world import World
from tests.people import ALICE

MIDNIGHT = datetime(2026, 3, 4, 23, tzinfo=UTC)


async def change(world: World, account: str, zone: str):  # type: ignore[no-untyped-def]
    return (await world.apply(CHANGE_ZONE, ChangeZone(account=account, zone=zone))).answer


async def test_the_zone_acts_at_the_next_midnight(world: World) -> None:
    alice, member = await world.linked(ALICE)
    said = await change(world, alice.account, "America/Lima")
    assert said == ZoneChanged(zone="America/Lima", from_=MIDNIGHT)
    assert (await world.complete(member)).answer.period == "2026-03-04"
    world.clock.set(datetime(2026, 3, 5, 3, tzinfo=UTC))  # the 4th still, in Lima
    assert (await world.complete(member)).answer.period == "2026-03-04"
    world.clock.set(datetime(2026, 3, 5, 6, tzinfo=UTC))
    assert (await world.complete(member)).answer.period == "2026-03-05"


async def test_a_second_thought_costs_nothing_and_changes_nothing(world: World) -> None:
    alice = await world.member(ALICE)
    before = await world.account(alice)
    await change(world, alice.account, "Asia/Shanghai")
    assert await change(world, alice.account, ALICE.zone) == ZoneChanged(zone=ALICE.zone)
    after = await world.account(alice)
    assert (after.zone, after.earlier_zones) == (before.zone, before.earlier_zones)
    assert await change(world, alice.account, ALICE.zone) == ZoneChanged(zone=ALICE.zone)
    assert (await world.account(alice)).version == after.version


async def test_once_a_week_is_often_enough(world: World) -> None:
    alice = await world.member(ALICE)
    await change(world, alice.account, "Asia/Shanghai")
    world.later(days=3)
    refused = await change(world, alice.account, ALICE.zone)
    assert isinstance(refused, ZoneChangedRecently)
    world.later(days=5)
    assert (await change(world, alice.account, ALICE.zone)).zone == ALICE.zone


@pytest.mark.parametrize("zone", ["", "Mars/Base", "../UTC", "Europe", "UTC+1"])
async def test_what_is_no_zone_is_refused(world: World, zone: str) -> None:
    alice = await world.member(ALICE)
    assert await change(world, alice.account, zone) == UnknownZone(zone=zone)


async def test_who_has_not_enrolled_has_no_days(world: World) -> None:
    newcomer = await world.newcomer(ALICE)
    assert isinstance(await change(world, newcomer.account, "UTC"), MembershipNotActive)
