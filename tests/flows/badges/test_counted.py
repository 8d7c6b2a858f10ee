"""Badges count as it happens, and take back what turns out not to be so."""

from typing import Any

import pytest
from bson.int64 import Int64

from rewards.perks.badges.counts import Counts
from rewards.perks.rentals.claim import breach_id
from service.check.run import check
from service.members.consents import Purpose
from tests.flows.challenges.scenes import court
from tests.flows.world import World
from tests.people import ALICE, UMBRELLA_KIOSK


async def counts(world: World, who: Any) -> Counts:
    return (await world.account(who)).badges.counts


def says(database: Any, account: str, rentals: int) -> None:
    to = {"$set": {"badges.counts.rentals_kept": Int64(rentals)}}
    database.accounts.update_one({"_id": account}, to)


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


@pytest.mark.parametrize("first", ["reverse", "answer"])
async def test_what_is_taken_back_and_objected_to_is_counted_off_once(
    world: World, database: Any, first: str
) -> None:
    """Two ways in which the same task turns out not to be so, in either order."""
    alice = await court(world, database)
    who = alice.counter.who
    linked = await world.grant(who, Purpose.TASK_EVENTS, UMBRELLA_KIOSK)
    await world.join(who, "mend-umbrella")
    for event, hours in (("one", 0), ("two", 24 * 8)):
        world.later(hours=hours)
        await world.complete(linked.pseudonym, task="mend-umbrella", event=event)
    assert await counts(world, who) == Counts(charity_tasks=2)
    done = database.completions.find_one({"account": alice.account}, sort=[("event_at", -1)])["_id"]
    await alice.challenge(done)
    if first == "answer":
        await alice.answer(done, insists=False)
    await world.reverse(linked.pseudonym, task="mend-umbrella", event="two")
    if first == "reverse":
        await alice.answer(done, insists=False)
    assert await counts(world, who) == Counts(charity_tasks=1)
    assert (await check(world.context.store)).green


async def test_check_finds_a_badge_that_says_more_or_less_than_was_so(
    world: World, database: Any
) -> None:
    alice = await court(world, database)
    await alice.counter.in_state("settled")
    assert (await check(world.context.store)).green
    for number in (0, 2):
        says(database, alice.account, number)
        (found,) = (await check(world.context.store)).violations
        assert (found.invariant, found.subject) == ("I10", alice.account)
        assert f"its badges say {number} rentals" in found.sentence
    says(database, alice.account, 1)
