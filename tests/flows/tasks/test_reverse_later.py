"""A completion that outlives the event it is dated by, taken back after its season has ended."""

from datetime import timedelta

from tests.flows.tasks.scenes import following, programme, under
from tests.flows.world import World
from tests.people import ALICE, NOON


async def test_the_last_event_goes_after_the_one_that_dated_it(world: World) -> None:
    under(world, programme())
    who, member = await world.linked(ALICE)
    await following(world, who, "ten-litres")
    said = {"task": "ten-litres", "amount": 10}
    await world.complete(member, event="first", **said)
    world.later(hours=1)
    await world.complete(member, event="second", **said)
    await world.reverse(member, event="first", event_at=NOON, **said)
    assert (await world.account(who)).purse.ripe == 100
    world.later(days=10)
    second = NOON + timedelta(hours=1)
    back = await world.reverse(member, event="second", event_at=second, **said)
    assert (back.answer.revoked, back.answer.returned) == (True, 100)
    assert (await world.account(who)).purse.ripe == 0
