"""A rental from quote to settlement, and every step that is refused on the way."""

from typing import Any

import pytest

from rewards.perks.rentals.refusals import (
    AuthorisationEnded,
    EndNotLater,
    EndTooLate,
    NoFault,
    NothingBroken,
    NotOut,
    NotReturned,
    QuoteEnded,
    ReturnOutsideRental,
    WrongRentalState,
)
from rewards.perks.rentals.rental import RentalState
from tests.flows.rentals.scenes import BY_MERCHANT, NEEDS, Counter, customer
from tests.flows.world import World
from tests.people import DAY, HOUR, MINUTE, NOON

ALLOWED = {
    "authorise": {"quoted"},
    "hand_over": {"authorised"},
    "give_back": {"active"},
    "extend": {"active"},
    "settle": {"returned"},
    "cancel": {"quoted", "authorised"},
    "report_fault": {"active"},
    "clear_fault": set(),
    "lose": {"active"},
    "claim": {"returned"},
    "breach": set(),
    "cure": set(),
}
REFUSED = (WrongRentalState, NotOut, NotReturned, NoFault, NothingBroken)
STATES = ("quoted", "authorised", "active", "returned", "settled", "cancelled")


@pytest.fixture
async def kiosk(world: World, database: Any) -> Counter:
    return await customer(world, database)


async def test_from_a_quote_to_a_kept_promise(kiosk: Counter, database: Any) -> None:
    rental = await kiosk.quote()
    authorised = await kiosk.says("authorise", rental)
    assert (authorised.state, authorised.ends_at) == (RentalState.AUTHORISED, NOON + DAY)
    assert await kiosk.used() == 2_000
    active = await kiosk.says("hand_over", rental)
    assert (active.ends_at, active.due_by) == (NOON + 2 * HOUR, NOON + 4 * HOUR)
    at = kiosk.world.later(hours=1)
    returned = await kiosk.says("give_back", rental)
    assert (returned.returned_at, await kiosk.used()) == (at, 2_000)
    settled = await kiosk.says("settle", rental)
    assert (settled.state, await kiosk.used()) == (RentalState.SETTLED, 0)
    rows = list(database.evidence.find({"source": "umbrella-kiosk"}))
    assert {(row["kind"], row["at"]) for row in rows} == {
        ("rental_kept_small", at),
        ("returned_on_time", at),
    }


async def test_each_step_is_told_once_to_the_member_and_once_as_an_event(
    kiosk: Counter, database: Any
) -> None:
    rental = await kiosk.in_state("settled")
    steps = ["authorised", "started", "returned", "settled"]
    told = list(database.inbox.find({"parameters.rental": rental}))
    # The answer that it began with names it too.
    assert [one["kind"] for one in told] == ["perk_answered", *(f"rental_{step}" for step in steps)]
    assert told[-1]["parameters"]["counts_as"] == "rental_kept_small, returned_on_time"
    events = list(database.outbox.find({"kind": {"$regex": "^rental_"}}).sort("_id", 1))
    assert [one["kind"] for one in events] == [f"rental_{step}" for step in steps]
    assert kiosk.who.account.encode() not in b"".join(one["data"] for one in events)


@pytest.mark.parametrize("state", STATES)
async def test_a_wrong_step_is_refused_and_changes_nothing(kiosk: Counter, state: str) -> None:
    rental = await kiosk.in_state(state)
    before, used = await kiosk.rental(rental), await kiosk.used()
    for verb in (verb for verb in BY_MERCHANT if state not in ALLOWED[verb]):
        refused = await kiosk.says(verb, rental, **NEEDS.get(verb, {}))
        assert isinstance(refused, REFUSED), verb
        assert getattr(refused, "state", state) == state
    if state not in ALLOWED["cancel"]:
        assert isinstance(await kiosk.member_cancels(rental), WrongRentalState)
    assert (await kiosk.rental(rental), await kiosk.used()) == (before, used)


async def test_both_can_call_off_what_waits(kiosk: Counter) -> None:
    for state in ("quoted", "authorised"):
        one, two = await kiosk.in_state(state), await kiosk.in_state(state)
        assert (await kiosk.member_cancels(one)).cancelled == "member"
        assert (await kiosk.says("cancel", two)).cancelled == "merchant"
        assert await kiosk.used() == 0


async def test_a_quote_ends(kiosk: Counter) -> None:
    rental = await kiosk.quote()
    kiosk.world.later(minutes=15)
    assert await kiosk.says("authorise", rental) == QuoteEnded(ended_at=NOON + 15 * MINUTE)
    assert await kiosk.used() == 0


async def test_an_authorisation_ends(kiosk: Counter) -> None:
    rental = await kiosk.in_state("authorised")
    kiosk.world.later(days=1)
    assert await kiosk.says("hand_over", rental) == AuthorisationEnded(ended_at=NOON + DAY)


async def test_a_late_return_is_kept_and_late(kiosk: Counter, database: Any) -> None:
    rental = await kiosk.in_state("active")
    kiosk.world.later(hours=3)
    await kiosk.says("give_back", rental)
    await kiosk.says("settle", rental)
    kinds = {row["kind"] for row in database.evidence.find({"source": "umbrella-kiosk"})}
    assert kinds == {"rental_kept_small", "returned_late"}


async def test_a_late_report_of_a_return_in_time_is_in_time(kiosk: Counter, database: Any) -> None:
    rental = await kiosk.in_state("active")
    at = kiosk.world.later(days=3)
    await kiosk.says("give_back", rental, returned_at=NOON + HOUR)
    await kiosk.says("settle", rental)
    rows = list(database.evidence.find({"source": "umbrella-kiosk"}))
    assert {row["kind"] for row in rows} == {"rental_kept_small", "returned_on_time"}
    assert {row["at"] for row in rows} == {at}


async def test_a_return_outside_of_the_rental_is_refused(kiosk: Counter) -> None:
    rental = await kiosk.in_state("active")
    for at in (NOON - MINUTE, NOON + DAY + MINUTE):
        refused = await kiosk.says("give_back", rental, returned_at=at)
        assert isinstance(refused, ReturnOutsideRental)


async def test_the_end_only_moves_later_and_not_too_late(kiosk: Counter) -> None:
    rental = await kiosk.in_state("active")
    later = await kiosk.says("extend", rental, ends_at=NOON + 4 * HOUR)
    assert (later.state, later.ends_at) == (RentalState.ACTIVE, NOON + 4 * HOUR)
    earlier = await kiosk.says("extend", rental, ends_at=NOON + 3 * HOUR)
    assert isinstance(earlier, EndNotLater)
    too_late = await kiosk.says("extend", rental, ends_at=NOON + 4 * HOUR + MINUTE)
    assert isinstance(too_late, EndTooLate)


async def test_a_step_sent_again_is_one_step(kiosk: Counter, database: Any) -> None:
    rental = await kiosk.quote()
    for verb in ("authorise", "hand_over", "give_back", "settle"):
        first = await kiosk.asks(verb, rental, key=verb)
        again = await kiosk.asks(verb, rental, key=verb)
        assert (again.answer, again.replayed, first.replayed) == (first.answer, True, False)
    told = {"parameters.rental": rental, "kind": {"$regex": "^rental_"}}
    assert database.inbox.count_documents(told) == 4
    assert database.evidence.count_documents({"source": "umbrella-kiosk"}) == 2
