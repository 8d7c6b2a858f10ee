"""A programme that pays little a day, and has a task that closes soon."""

from datetime import timedelta

import msgspec

from service.programme import Programme
from service.programme_demo import DEMO
from service.store.programmes import begin_programme
from tests.pages.crowd import Crowd

DAY_SEEDS_MAX = 30
CLOSES_IN = timedelta(hours=1)


def narrow(people: Crowd) -> Programme:
    """The demo's; riding a bicycle closes within the hour."""
    numbers = msgspec.structs.replace(DEMO.numbers.tasks, seeds_day_max=DAY_SEEDS_MAX)
    closes = people.world.clock.domain_now() + CLOSES_IN
    tasks = (
        msgspec.structs.replace(each, closes_at=closes) if each.id == "weekly-ride" else each
        for each in DEMO.tasks
    )
    return msgspec.structs.replace(
        DEMO, numbers=msgspec.structs.replace(DEMO.numbers, tasks=numbers), tasks=tuple(tasks)
    )


async def begun(people: Crowd) -> None:
    """Stores the programme before there is a server that would store the demo's."""
    await begin_programme(people.world.context.store, narrow(people))
