"""Nothing slips into a season that is being settled, whatever a process's clock says."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from service.check.run import check
from service.clock import FixedClock
from service.store.close_gates import close_gates
from service.store.schema.page import COMPLETIONS, SEASONS
from tests.flows.world import World
from tests.people import ALICE, BOB
from tests.settlement.season import SUBJECT, Season


async def test_a_clock_that_is_behind_lets_nothing_in_behind_a_closed_gate(
    season: Season, database: Any
) -> None:
    await season.begin()
    _, alice = await season.player(ALICE, "return-umbrella")
    sunday = season.world.later(days=4)
    await season.end(days=2)
    store = season.world.context.store
    run = await store.get(SEASONS, SUBJECT)
    assert run is not None
    await close_gates(store, SUBJECT)
    slow = FixedClock(run.settles_at - timedelta(minutes=1))
    behind = World(replace(season.world.context, clock=slow))
    answered = await behind.complete(alice, event_at=sunday, task="mend-umbrella", key="slow")
    assert answered.answer.seeds == 40
    await season.settle()
    (frozen,) = (await season.bundle()).inputs
    assert frozen.value == 20
    late = COMPLETIONS.decode(database.completions.find_one({"task": "mend-umbrella"}))
    assert late.at == run.settles_at
    assert (await check(store)).green


@pytest.mark.parametrize("days", [0, 4.9])
async def test_while_a_season_goes_on_no_gate_is_asked(
    season: Season, database: Any, days: float
) -> None:
    await season.begin()
    _, bob = await season.player(BOB)
    season.world.later(days=days / 2)
    await season.world.complete(bob)
    assert sum(gate["entries"] for gate in database.gates.find()) == 0


async def test_a_season_that_was_never_opened_has_no_gate_and_takes_no_harm(
    season: Season, database: Any
) -> None:
    _, bob = await season.player(BOB)
    sunday = season.world.later(days=4)
    season.world.later(days=2)
    assert (await season.world.complete(bob, event_at=sunday)).answer.seeds == 20
    assert database.gates.count_documents({}) == 0
