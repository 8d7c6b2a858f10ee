"""Faults, damage and losses, as the two tell them: who may, and what is written."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from rewards.perks.rentals.claim import ClaimKind
from rewards.perks.rentals.history import Teller
from rewards.perks.rentals.refusals import (
    ClockStopped,
    FaultReported,
    NotOut,
    NotReturned,
    RentalUnknown,
    WrongRentalState,
)
from rewards.perks.rentals.rental import OUT, RentalState
from service.check.run import check
from service.members.consents import Purpose
from tests.flows.rentals.scenes import BY_MEMBER, SAYS, Counter, customer, run_job
from tests.flows.world import World
from tests.people import BOB, HOUR, NOON, RIVERSIDE_BIKES


@pytest.fixture
async def kiosk(world: World, database: Any) -> AsyncIterator[Counter]:
    yield await customer(world, database)
    report = await check(world.context.store)
    assert report.green, report.violations


def kinds(database: Any, rental: str) -> list[str]:
    """The kinds of messages about a rental, oldest first."""
    told = database.inbox.find({"parameters.rental": rental}).sort("_id", 1)
    return [row["kind"] for row in told]


async def test_a_members_fault_stops_the_clock_until_the_merchant_clears_it(
    kiosk: Counter, database: Any
) -> None:
    rental = await kiosk.in_state("active")
    at = kiosk.world.later(hours=1)
    assert (await kiosk.member_says("report_fault", rental)).fault_at == at
    kiosk.world.later(days=5)
    slot = await run_job(kiosk.world, "mark_overdue")
    assert slot.progress.done == 0
    extended = await kiosk.says("extend", rental, ends_at=NOON + 3 * HOUR)
    assert extended == ClockStopped(at=at)
    assert await kiosk.says("report_fault", rental) == FaultReported(at=at)
    cleared = await kiosk.says("clear_fault", rental)
    assert cleared.ends_at == kiosk.world.clock.domain_now() + HOUR
    assert kinds(database, rental)[-2:] == ["rental_fault_reported", "rental_fault_cleared"]
    kept = await kiosk.rental(rental)
    assert [(one.what, one.by) for one in kept.history][-2:] == [
        ("fault_reported", Teller.MEMBER),
        ("fault_cleared", Teller.MERCHANT),
    ]
    assert [one.words for one in kept.statements] == [
        "report_fault, says the member",
        "clear_fault, says the kiosk",
    ]


async def test_a_faulty_thing_comes_back_in_time_whenever_it_comes(
    kiosk: Counter, database: Any
) -> None:
    rental = await kiosk.in_state("active")
    await kiosk.says("report_fault", rental)
    kiosk.world.later(days=9)
    await kiosk.says("give_back", rental)
    await kiosk.says("settle", rental)
    found = {row["kind"] for row in database.evidence.find({"reference": rental})}
    assert found == {"rental_kept_small", "returned_on_time"}


async def test_silence_about_a_fault_settles_it_for_the_member(
    kiosk: Counter, database: Any
) -> None:
    rental = await kiosk.in_state("active")
    await kiosk.member_says("report_fault", rental)
    kiosk.world.later(days=14, milliseconds=-1)
    assert (await run_job(kiosk.world, "settle_silent_rentals")).progress.done == 0
    kiosk.world.later(milliseconds=1)
    await run_job(kiosk.world, "settle_silent_rentals")
    kept = await kiosk.rental(rental)
    assert (kept.state, kept.returned_at) == (RentalState.SETTLED, NOON)
    assert await kiosk.used() == 0
    assert kept.history[-1].by is Teller.PROGRAMME


async def test_what_is_late_and_nobody_speaks_of_is_closed_without_a_word(
    kiosk: Counter, database: Any
) -> None:
    rental = await kiosk.late()
    kiosk.world.later(days=18)
    await run_job(kiosk.world, "settle_silent_rentals")
    assert (await kiosk.rental(rental)).state is RentalState.SETTLED
    assert database.evidence.count_documents({"reference": rental}) == 0
    assert await kiosk.used() == 0


async def test_damage_is_claimed_told_and_settled_when_paid(kiosk: Counter, database: Any) -> None:
    rental = await kiosk.in_state("returned")
    claimed = await kiosk.says("claim", rental, amount_minor=700)
    assert (claimed.claim.kind, claimed.claim.amount_minor) == (ClaimKind.DAMAGE, 700)
    told = database.inbox.find_one({"kind": "rental_damaged"})["parameters"]
    assert (told["amount_minor"], told["rental"]) == (700, rental)
    assert (await kiosk.says("settle", rental)).state is RentalState.SETTLED
    found = {row["kind"] for row in database.evidence.find({"reference": rental})}
    assert found == {"rental_kept_small", "returned_on_time"}


async def test_a_claim_gives_the_merchant_as_long_again(kiosk: Counter) -> None:
    rental = await kiosk.in_state("returned")
    kiosk.world.later(days=13)
    await kiosk.says("claim", rental, amount_minor=1)
    kiosk.world.later(days=13)
    assert (await run_job(kiosk.world, "settle_silent_rentals")).progress.done == 1
    assert (await kiosk.rental(rental)).state is RentalState.RETURNED
    kiosk.world.later(days=1)
    await run_job(kiosk.world, "settle_silent_rentals")
    assert (await kiosk.rental(rental)).state is RentalState.SETTLED


@pytest.mark.parametrize("who", ["member", "merchant"])
async def test_what_is_lost_is_paid_and_kept_or_found(
    kiosk: Counter, database: Any, who: str
) -> None:
    paid, found = await kiosk.in_state("active"), await kiosk.late()
    for rental in (paid, found):
        lose = kiosk.member_says if who == "member" else kiosk.says
        lost = await lose("lose", rental)
        assert (lost.state, lost.claim.amount_minor) == (RentalState.LOST, 2_000)
    assert (await kiosk.says("settle", paid)).state is RentalState.SETTLED
    back = await kiosk.says("give_back", found)
    assert (back.state, back.claim) == (RentalState.RETURNED, None)
    said = {row["kind"] for row in database.evidence.find({"reference": paid})}
    assert said == {"rental_kept_small"}
    assert await kiosk.used() == 2_000


@pytest.mark.parametrize("state", ["quoted", "authorised", "returned", "settled", "cancelled"])
async def test_what_nobody_has_is_neither_out_of_order_nor_lost(kiosk: Counter, state: str) -> None:
    rental = await kiosk.in_state(state)
    before = await kiosk.rental(rental)
    for says in (kiosk.says, kiosk.member_says):
        assert await says("report_fault", rental) == NotOut(state=state)
        assert isinstance(await says("lose", rental), WrongRentalState)
    assert await kiosk.says("clear_fault", rental) == NotOut(state=state)
    assert await kiosk.rental(rental) == before


@pytest.mark.parametrize("state", ["quoted", "authorised", "active", "settled", "cancelled"])
async def test_only_of_what_came_back_is_damage_claimed(kiosk: Counter, state: str) -> None:
    rental = await kiosk.in_state(state)
    assert await kiosk.says("claim", rental, amount_minor=1) == NotReturned(state=state)


@pytest.mark.parametrize("verb", sorted(SAYS - {"appeal"}))
async def test_another_merchant_says_nothing_of_it(kiosk: Counter, verb: str) -> None:
    rental = await kiosk.in_state("active")
    more = {"amount_minor": 1} if verb == "claim" else {}
    assert await kiosk.says(verb, rental, merchant=RIVERSIDE_BIKES, **more) == RentalUnknown()


@pytest.mark.parametrize("verb", sorted(set(BY_MEMBER)))
async def test_nor_does_another_member(kiosk: Counter, verb: str) -> None:
    rental = await kiosk.in_state("active")
    bob = await kiosk.world.member(BOB)
    assert await kiosk.member_says(verb, rental, who=bob) == RentalUnknown()


async def test_what_is_out_can_be_told_of_after_the_consent_is_gone(kiosk: Counter) -> None:
    rental = await kiosk.in_state("active")
    await kiosk.world.withdraw(kiosk.who, Purpose.ELIGIBILITY, "umbrella-kiosk")
    assert (await kiosk.member_says("report_fault", rental)).state in OUT
    assert (await kiosk.says("clear_fault", rental)).fault_at is None


async def test_members_are_reminded_before_the_end_and_in_the_grace(
    kiosk: Counter, database: Any
) -> None:
    rental = await kiosk.in_state("active")
    kiosk.world.later(hours=1, minutes=44)
    assert (await run_job(kiosk.world, "remind_of_rentals")).progress.done == 0
    kiosk.world.later(minutes=1)
    for _ in range(3):
        await run_job(kiosk.world, "remind_of_rentals")
        kiosk.world.later(minutes=1)
    assert kinds(database, rental).count("rental_ends_soon") == 1
    kiosk.world.later(hours=1)
    await run_job(kiosk.world, "mark_overdue")
    kiosk.world.later(hours=36)
    for _ in range(3):
        await run_job(kiosk.world, "remind_of_rentals")
        kiosk.world.later(minutes=1)
    told = database.inbox.find_one({"kind": "rental_still_out"})["parameters"]
    assert told["grace_ends_at"] == (NOON + 74 * HOUR).isoformat()
    assert kinds(database, rental).count("rental_still_out") == 1
    # The merchant's server hears of none of them.
    events = database.outbox.find({"kind": {"$in": ["rental_ends_soon", "rental_still_out"]}})
    assert [one["merchant"] for one in events] == ["", ""]


async def test_nobody_is_reminded_of_what_came_back(kiosk: Counter, database: Any) -> None:
    rental = await kiosk.in_state("returned")
    kiosk.world.later(days=9)
    assert (await run_job(kiosk.world, "remind_of_rentals")).progress.done == 0
    assert not {"rental_ends_soon", "rental_still_out"} & {*kinds(database, rental)}
