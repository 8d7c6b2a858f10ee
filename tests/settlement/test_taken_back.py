"""What is taken back before a season's result counts nothing in it; what is taken back later
changes no result. Whenever it comes, the frozen board is what its completions give."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from service.check.run import check
from service.clock import FixedClock
from service.store.close_gates import close_gates
from service.store.schema.page import SEASONS
from tests.flows.world import World
from tests.people import ALICE, BOB, NOON
from tests.settlement.season import SUBJECT, Season


async def values(season: Season) -> dict[str, int]:
    """Who was frozen with what."""
    return {row.account: row.value for row in (await season.bundle()).inputs}


async def settles_at(season: Season) -> Any:
    run = await season.world.context.store.get(SEASONS, SUBJECT)
    assert run is not None
    return run.settles_at


@pytest.mark.parametrize("when", ["in the week", "before the cut-off", "after it", "when settled"])
async def test_it_counts_until_it_is_taken_back(season: Season, when: str) -> None:
    await season.begin()
    alice, member = await season.player(ALICE, "return-umbrella", "mend-umbrella")
    bob, _ = await season.player(BOB, "return-umbrella")
    back = {"task": "mend-umbrella", "event_at": NOON, "event": NOON.isoformat()}
    if when == "in the week":
        await season.world.reverse(member, **back)
    season.world.later(days=4)
    await season.end(days=1)
    if when == "before the cut-off":
        await season.world.reverse(member, **back)
    season.world.later(days=2)
    if when == "after it":
        await season.world.reverse(member, **back)
    await season.settle()
    if when == "when settled":
        await season.world.reverse(member, **back)
    counts = when in {"after it", "when settled"}
    assert await values(season) == {alice.account: 60 if counts else 20, bob.account: 20}
    assert (await check(season.world.context.store)).green


async def test_a_clock_that_is_behind_takes_nothing_out_behind_a_closed_gate(
    season: Season, database: Any
) -> None:
    await season.begin()
    alice, member = await season.player(ALICE, "return-umbrella", "mend-umbrella")
    await season.end()
    cut_off = await settles_at(season)
    await close_gates(season.world.context.store, SUBJECT)
    slow = FixedClock(cut_off - timedelta(minutes=1))
    behind = World(replace(season.world.context, clock=slow))
    back = {"task": "mend-umbrella", "event_at": NOON, "event": NOON.isoformat()}
    answered = await behind.reverse(member, key="slow", **back)
    assert (answered.answer.revoked, answered.answer.returned) == (True, 40)
    assert database.completions.find_one({"task": "mend-umbrella"})["revoked_at"] == cut_off
    season.world.later(days=2)
    await season.settle()
    assert await values(season) == {alice.account: 60}
    assert (await check(season.world.context.store)).green


async def test_reports_reversals_and_the_settlement_at_once(season: Season, database: Any) -> None:
    """Whichever comes first, the result is what stood at the cut-off: the check says so."""
    await season.begin()
    people = [await season.player(person, "return-umbrella") for person in (ALICE, BOB)]
    sunday = season.world.later(days=4)
    await season.end(days=2)
    back = {"event_at": NOON, "event": NOON.isoformat()}
    steps = [
        step
        for n, (_, member) in enumerate(people)
        for step in (
            season.world.reverse(member, **back),
            season.world.complete(member, task="mend-umbrella", event_at=sunday),
            season.world.complete(member, event_at=NOON, event=f"again {n}"),
            season.world.reverse(member, event_at=NOON, event=f"again {n}"),
        )
    ]
    await asyncio.gather(*steps, season.settle())
    season.world.later(days=1)
    await season.settle()
    assert set(await values(season)) <= {who.account for who, _ in people}
    assert (await check(season.world.context.store)).green
