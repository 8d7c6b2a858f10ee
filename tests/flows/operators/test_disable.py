"""Whoever ends other operators is always left."""

import asyncio

from service.clock import FixedClock
from service.flows.context import Context
from service.flows.operators.add_operator import ADD_OPERATOR, AddOperator
from service.flows.operators.disable_operator import (
    DISABLE_OPERATOR,
    DisableOperator,
    OperatorEnded,
)
from service.operators.refusals import OperatorDisabled
from service.operators.roles import Role
from service.programme_demo import DEMO
from service.store.connect import connect
from tests.flows.world import World
from tests.people import NOON


async def test_of_two_who_disable_each_other_one_is_left(
    world: World, mongo_url: str, database_name: str, driver_name: str
) -> None:
    store = await connect(mongo_url, database_name, driver=driver_name)
    other = World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO))
    try:
        for n in range(8):  # on two servers, which fall into step now and then
            olga, otto = f"olga{n}", f"otto{n}"
            for name in (olga, otto):
                added = AddOperator(operator=name, roles=(Role.ADMIN,))
                await world.apply(ADD_OPERATOR, added, ids=("hash",))
            both = await asyncio.gather(
                world.apply(DISABLE_OPERATOR, DisableOperator(operator=otto, by=olga)),
                other.apply(
                    DISABLE_OPERATOR, DisableOperator(operator=olga, by=otto), key=f"other {n}"
                ),
            )
            assert sorted(type(each.answer).__name__ for each in both) == [
                OperatorDisabled.__name__,
                OperatorEnded.__name__,
            ]
    finally:
        await store.close()


async def test_who_is_disabled_or_was_never_there_disables_nobody(world: World) -> None:
    for name in ("olga", "otto"):
        added = AddOperator(operator=name, roles=(Role.ADMIN,))
        await world.apply(ADD_OPERATOR, added, ids=("hash",))
    await world.apply(DISABLE_OPERATOR, DisableOperator(operator="otto"))
    for by in ("otto", "nobody"):
        refused = await world.apply(DISABLE_OPERATOR, DisableOperator(operator="olga", by=by))
        assert refused.answer == OperatorDisabled(operator=by)
