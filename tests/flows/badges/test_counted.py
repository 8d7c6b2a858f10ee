"""Badges count as it happens, and take back what turns out not to be so."""

from typing import Any

from rewards.perks.badges.counts import Counts
from rewards.perks.rentals.claim import breach_id
from tests.flows.challenges.scenes import court
from tests.flows.world import World
from tests.people import ALICE


async def counts(world: World, who: Any) -> Counts:
    return (await world.account(who)).badges.counts


async def test_a_charity_task_counts_until_it_is_taken_back(world: World) -> None:
    who, member = await world.linked(ALICE, "mend-umbrella")
    task = {"task": "mend-umbrella", "event": "e"}
    await world.complete(member, **task)
    assert await counts(world, who) == Counts(charity_tasks=1)
    await world.complete(member, **task)  # told twice, done once
    assert await counts(world, who) == Counts(charity_tasks=1)
    await world.reverse(member, **task)
    assert await counts(world, who) == Counts()
    await world.reverse(member, **task)
    assert await counts(world, who) == Counts()


async def test_a_task_for_oneself_is_on_no_badge(world: World) -> None:
    who, member = await world.linked(ALICE)
    await world.complete(member)
    assert await counts(world, who) == Counts()


async def test_a_rental_counts_when_it_is_settled_late_or_not(world: World, database: Any) -> None:
    alice = await court(world, database)
    who, kiosk = alice.counter.who, alice.counter
    rental = await kiosk.in_state("returned")
    assert await counts(world, who) == Counts()
    await kiosk.says("settle", rental)
    await kiosk.says("settle", rental)  # refused: it is settled once
    assert await counts(world, who) == Counts(rentals_kept=1)
    await alice.late()
    assert await counts(world, who) == Counts(rentals_kept=2)


async def test_a_broken_one_counts_only_if_it_was_not(world: World, database: Any) -> None:
    alice = await court(world, database)
    who, kiosk = alice.counter.who, alice.counter
    rental = await kiosk.broken()
    assert await counts(world, who) == Counts()
    alice.delivered(breach_id(rental))
    await alice.challenge(breach_id(rental))
    await alice.answer(breach_id(rental), insists=False)
    assert (await kiosk.rental(rental)).state == "settled"
    assert await counts(world, who) == Counts(rentals_kept=1)


async def test_what_was_somebody_else_is_on_no_badge(world: World, database: Any) -> None:
    """A member objects to a kept rental too: then it counts for nobody."""
    alice = await court(world, database)
    who, kiosk = alice.counter.who, alice.counter
    rental = await kiosk.in_state("settled")
    kept = f"rental:{rental}:kept"
    await alice.challenge(kept)
    assert await counts(world, who) == Counts(rentals_kept=1)
    await alice.answer(kept, insists=False)
    assert await counts(world, who) == Counts()
