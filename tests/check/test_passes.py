"""I6 on a real database: a pass that was used out of time is found."""

from typing import Any

from service.check.passes import check_passes
from service.members.consents import Purpose
from tests.flows.conftest import database, driver_name, world
from tests.flows.world import World
from tests.people import ALICE, UMBRELLA_KIOSK

__all__ = ["database", "driver_name", "world"]


async def test_a_pass_used_after_its_end_is_found(world: World, database: Any) -> None:
    who = await world.member(ALICE)
    await world.grant(who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    opened = await world.open_pass(who, "umbrella", UMBRELLA_KIOSK)
    await world.check(opened.token, UMBRELLA_KIOSK)
    assert await check_passes(world.context.store) == []
    stored = database.passes.find_one()
    late = {"$set": {"used_at": stored["expires_at"]}}
    database.passes.update_one({"_id": stored["_id"]}, late)
    [violation] = await check_passes(world.context.store)
    assert (violation.invariant, violation.subject) == ("I6", who.account)
    database.passes.update_one({"_id": stored["_id"]}, {"$set": {"used_at": stored["used_at"]}})
