"""Rentals that end by themselves: in time, once, and not when somebody was faster."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from rewards.perks.rentals.rental import Ended, RentalState
from rewards.refusal import Refusal
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.jobs.by_name import run_by_name
from service.jobs.evidence import read_evidence
from service.members.consents import Purpose
from service.store.schema.page import RENTALS, SNAPSHOTS
from service.store.schema.slot import Slot, SlotState
from tests.flows.rentals.scenes import Counter, customer
from tests.flows.world import World
from tests.jobs.toy import QUICK, open_toys
from tests.people import DAY, HOUR, NOON, UMBRELLA_KIOSK

MOMENT = timedelta(milliseconds=1)


@pytest.fixture
async def kiosk(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[Counter]:
    opened = await open_toys(mongo_url, database_name)
    store = opened.store
    world = World(replace(opened, clock=FixedClock(NOON)))
    yield await customer(world, database)
    report = await check(store)
    await store.close()
    assert report.green, report.violations


async def run(kiosk: Counter, job: str, as_of: datetime | None = None) -> Slot:
    text = None if as_of is None else as_of.isoformat()
    slot = await run_by_name(kiosk.world.context, job, text, stop=asyncio.Event(), effort=QUICK)
    assert not isinstance(slot, Refusal)
    assert slot.state is SlotState.DONE, slot.error
    return slot


async def test_what_nobody_used_in_time_is_called_off_and_the_line_is_free(
    kiosk: Counter, database: Any
) -> None:
    quoted, authorised = await kiosk.quote(), await kiosk.in_state("authorised")
    lent = await kiosk.in_state("active")
    at = kiosk.world.later(days=1)
    assert (await run(kiosk, "end_authorisations")).progress.done == 2
    for id_ in (quoted, authorised):
        gone = await kiosk.rental(id_)
        assert (gone.state, gone.cancelled) == (RentalState.CANCELLED, Ended.AUTHORISATION_ENDED)
        assert gone.state_at == at
    assert (await kiosk.rental(lent)).state is RentalState.ACTIVE
    assert await kiosk.used() == 2_000
    told = database.inbox.find({"kind": "rental_cancelled"})
    assert {one["parameters"]["cancelled"] for one in told} == {"authorisation_ended"}


async def test_an_end_is_an_end_to_the_millisecond(kiosk: Counter) -> None:
    rental = await kiosk.in_state("authorised")
    kiosk.world.later(days=3)
    assert (await run(kiosk, "end_authorisations", NOON + DAY - MOMENT)).progress.done == 0
    assert await kiosk.used() == 2_000
    await run(kiosk, "end_authorisations", NOON + DAY)
    assert (await kiosk.rental(rental)).state is RentalState.CANCELLED
    assert await kiosk.used() == 0


@pytest.mark.parametrize(
    ("job", "state", "days", "kind"),
    [
        ("end_authorisations", "authorised", 1, "rental_cancelled"),
        ("mark_overdue", "active", 1, "rental_overdue"),
        ("settle_silent_rentals", "returned", 14, "rental_settled"),
    ],
)
async def test_it_happens_once_however_often_it_runs(
    kiosk: Counter, database: Any, job: str, state: str, days: int, kind: str
) -> None:
    rental = await kiosk.in_state(state)
    kiosk.world.later(days=days)
    for _ in range(3):
        await run(kiosk, job)
        kiosk.world.later(minutes=1)
    assert database.inbox.count_documents({"kind": kind, "parameters.rental": rental}) == 1
    assert database.outbox.count_documents({"kind": kind}) == 1


async def test_what_was_due_is_overdue_and_still_comes_back(kiosk: Counter, database: Any) -> None:
    late, longer = await kiosk.in_state("active"), await kiosk.in_state("active")
    await kiosk.says("extend", longer, ends_at=NOON + 3 * HOUR)
    kiosk.world.later(hours=2)
    assert (await run(kiosk, "mark_overdue")).progress.done == 0
    at = kiosk.world.later(minutes=1)
    assert (await run(kiosk, "mark_overdue")).progress.done == 1
    overdue = await kiosk.rental(late)
    assert (overdue.state, overdue.state_at) == (RentalState.OVERDUE, at)
    assert (await kiosk.rental(longer)).state is RentalState.ACTIVE
    assert await kiosk.used() == 4_000
    told = database.inbox.find_one({"kind": "rental_overdue"})["parameters"]
    assert told["ends_at"] == (NOON + 2 * HOUR).isoformat()
    await kiosk.says("give_back", late)
    await kiosk.says("settle", late)
    kinds = {row["kind"] for row in database.evidence.find({"source": UMBRELLA_KIOSK})}
    assert kinds == {"rental_kept_small", "returned_late"}


async def test_a_silent_merchant_settles_for_the_member(kiosk: Counter) -> None:
    rental = await kiosk.in_state("returned")
    kiosk.world.later(days=14, milliseconds=-1)
    assert (await run(kiosk, "settle_silent_rentals")).progress.done == 0
    at = kiosk.world.later(days=3)
    await run(kiosk, "settle_silent_rentals")
    assert (await kiosk.rental(rental)).state is RentalState.SETTLED
    assert await kiosk.used() == 0
    account = kiosk.who.account
    known = await read_evidence(kiosk.world.context.store, [account], until=at)
    found = {each.id: each for each in known[account].evidence if "rental:" in each.id}
    assert set(found) == {f"rental:{rental}:kept", f"rental:{rental}:returned"}
    # Dated when it was settled, however old the slot: never behind a cut-off that has passed.
    assert {each.at for each in found.values()} == {at}


async def test_a_kept_rental_is_worth_its_points_in_the_next_publication(
    kiosk: Counter, database: Any
) -> None:
    before = await published(kiosk, database)
    await kiosk.in_state("settled")
    kiosk.world.later(days=1)
    after = await published(kiosk, database)
    assert (after["history"] - before["history"], after["fulfilment"]) == (5, 5)


async def published(kiosk: Counter, database: Any) -> dict[str, int]:
    """The points of each part after publishing now. Half-lives floor 6 to 5 after a day."""
    await run(kiosk, "publish_scores")
    pointer = database.publications.find_one({})
    raw = database.snapshots.find_one({"cycle": pointer["cycle"], "account": kiosk.who.account})
    found = SNAPSHOTS.decode(raw).score
    assert found is not None
    return {part.name: part.points for part in found.parts}


async def test_it_goes_on_after_the_consent_is_gone(kiosk: Counter) -> None:
    quoted, lent = await kiosk.quote(), await kiosk.in_state("returned")
    await kiosk.world.withdraw(kiosk.who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    kiosk.world.later(days=15)
    await run(kiosk, "end_authorisations")
    await run(kiosk, "settle_silent_rentals")
    states = [(await kiosk.rental(id_)).state for id_ in (quoted, lent)]
    assert states == [RentalState.CANCELLED, RentalState.SETTLED]


async def test_a_hand_over_at_the_same_moment_wins_or_loses_whole(kiosk: Counter) -> None:
    ids = [await kiosk.in_state("authorised") for _ in range(2)]
    context = kiosk.world.context
    later = Context(
        store=context.store, clock=FixedClock(NOON + 2 * DAY), programme=context.programme
    )
    await asyncio.gather(
        run(Counter(World(later), kiosk.who), "end_authorisations"),
        *(kiosk.says("hand_over", id_) for id_ in ids),
    )
    states = [(await kiosk.rental(id_)).state for id_ in ids]
    assert set(states) <= {RentalState.ACTIVE, RentalState.CANCELLED}
    assert await kiosk.used() == 2_000 * states.count(RentalState.ACTIVE)


async def test_more_than_a_chunk_is_worked_off_and_an_unreadable_one_set_aside(
    kiosk: Counter, database: Any
) -> None:
    raw = RENTALS.encode(await kiosk.rental(await kiosk.quote()))
    database.rentals.insert_many([raw | {"_id": f"q{n:04d}"} for n in range(1_100)])
    database.command("collMod", "rentals", validator={})
    database.rentals.update_one({"_id": "q0600"}, {"$set": {"terms": "none"}})
    kiosk.world.later(minutes=15)
    slot = await run(kiosk, "end_authorisations")
    assert (slot.progress.done, [one.item for one in slot.progress.set_aside]) == (1_100, ["q0600"])
    assert database.rentals.count_documents({"state": "cancelled"}) == 1_100
    database.rentals.delete_one({"_id": "q0600"})
