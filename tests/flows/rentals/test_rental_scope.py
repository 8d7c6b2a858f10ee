"""Whose rental it is, and who may still hear of it: everything else is one "unknown"."""

from typing import Any

import msgspec
import pytest

from rewards.economy import CreditLine, RentalNumbers
from rewards.perks.decide_eligibility import MerchantAnswer
from rewards.perks.rentals.refusals import DepositNotWaived, RentalUnknown
from rewards.perks.rentals.rental import RentalState
from rewards.perks.rentals.terms import RentalTerms
from service.flows.perks.check_eligibility import AnswerWithdrawn, Checked
from service.members.consents import Purpose
from service.members.states import State
from service.programme import Programme
from service.programme_demo import DEMO
from tests.flows.rentals.scenes import BY_MERCHANT, NEEDS, Counter, customer, under
from tests.flows.world import World
from tests.people import BOB, HOUR, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK

NO = Checked(perk="umbrella", answer=MerchantAnswer.NO)


@pytest.fixture
async def kiosk(world: World, database: Any) -> Counter:
    return await customer(world, database)


def with_terms(**terms: Any) -> Programme:
    """The demo with another umbrella."""
    old = RentalTerms(deposit_minor=2_000, minutes=120, minutes_max=240)
    new = msgspec.structs.replace(old, **terms)
    perks = tuple(
        msgspec.structs.replace(perk, rental=new) if perk.id == "umbrella" else perk
        for perk in DEMO.perks
    )
    return msgspec.structs.replace(DEMO, perks=perks)


def with_rentals(**numbers: Any) -> Programme:
    """The demo with other numbers for rentals."""
    return msgspec.structs.replace(
        DEMO, numbers=msgspec.structs.replace(DEMO.numbers, rentals=RentalNumbers(**numbers))
    )


@pytest.mark.parametrize("state", ["quoted", "authorised", "active", "returned"])
async def test_another_merchants_rental_is_unknown(kiosk: Counter, state: str) -> None:
    rental = await kiosk.in_state(state)
    before = await kiosk.rental(rental)
    for verb in BY_MERCHANT:
        more = NEEDS.get(verb, {})
        foreign = await kiosk.says(verb, rental, merchant=RIVERSIDE_BIKES, **more)
        made_up = await kiosk.says(verb, "0" * 32, **more)
        assert foreign == made_up == RentalUnknown()
    assert await kiosk.rental(rental) == before


async def test_another_members_rental_is_unknown(kiosk: Counter) -> None:
    rental = await kiosk.in_state("authorised")
    bob = await kiosk.world.member(BOB)
    assert await kiosk.member_cancels(rental, bob) == RentalUnknown()
    assert await kiosk.member_cancels("0" * 32) == RentalUnknown()
    assert (await kiosk.rental(rental)).state is RentalState.AUTHORISED


async def test_a_quote_goes_with_the_consent(kiosk: Counter) -> None:
    rental = await kiosk.quote()
    await kiosk.world.withdraw(kiosk.who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    for verb in ("authorise", "hand_over", "cancel"):
        assert await kiosk.says(verb, rental) == RentalUnknown()
    assert await kiosk.used() == 0
    assert (await kiosk.member_cancels(rental)).state is RentalState.CANCELLED


async def test_a_yes_is_not_repeated_after_withdrawal(kiosk: Counter) -> None:
    token = (await kiosk.world.open_pass(kiosk.who, "umbrella", UMBRELLA_KIOSK)).token
    first = await kiosk.world.check(token, UMBRELLA_KIOSK, key="k")
    assert first.answer.rental
    await kiosk.says("cancel", first.answer.rental, key="cancelled")
    await kiosk.world.withdraw(kiosk.who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    assert (await kiosk.world.check(token, UMBRELLA_KIOSK, key="k")).answer == AnswerWithdrawn()
    gone = await kiosk.says("cancel", first.answer.rental, key="cancelled")
    assert gone == RentalUnknown()


async def test_what_is_authorised_goes_on_without_the_consent(kiosk: Counter) -> None:
    rental = await kiosk.in_state("authorised")
    await kiosk.world.withdraw(kiosk.who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    for verb in ("hand_over", "give_back", "settle"):
        assert (await kiosk.says(verb, rental)).id == rental


async def test_a_paused_membership_is_lent_nothing_new_and_gives_back_what_it_has(
    kiosk: Counter, database: Any
) -> None:
    lent, quoted = await kiosk.in_state("active"), await kiosk.quote()
    paused = {"$set": {"state": State.PAUSED.value}}
    database.accounts.update_one({"_id": kiosk.who.account}, paused)
    database.members.update_one({"_id": kiosk.who.member}, paused)
    assert await kiosk.says("authorise", quoted) == RentalUnknown()
    assert (await kiosk.says("give_back", lent)).state is RentalState.RETURNED


async def test_without_a_score_any_more_the_deposit_is_taken(kiosk: Counter, database: Any) -> None:
    rental = await kiosk.quote()
    await kiosk.world.withdraw(kiosk.who, Purpose.SCORE)
    assert await kiosk.says("authorise", rental) == DepositNotWaived()
    told = database.inbox.find_one({"kind": "rental_cancelled"})["parameters"]
    assert (told["line_full.limit"], told["cancelled"]) == (0, "not_waived")


async def test_a_full_line_is_a_plain_no_and_the_member_learns_why(
    kiosk: Counter, database: Any
) -> None:
    for _ in range(2):
        await kiosk.in_state("authorised")
    assert await kiosk.check() == NO
    told = database.inbox.find_one({"parameters.answer": "no"})["parameters"]
    assert told["line_full.wanted"] == 2_000
    assert (told["line_full.used"], told["line_full.limit"]) == (4_000, 5_000)
    assert database.rentals.count_documents({}) == 2


async def test_a_line_filled_since_the_check_refuses_once_and_says_no_number(
    kiosk: Counter, database: Any
) -> None:
    one, two, three = [await kiosk.quote() for _ in range(3)]
    for rental in (one, two):
        await kiosk.says("authorise", rental)
    assert await kiosk.says("authorise", three) == DepositNotWaived()
    assert await kiosk.used() == 4_000
    gone = await kiosk.rental(three)
    assert (gone.state, gone.cancelled, gone.limit) == (RentalState.CANCELLED, "not_waived", None)
    looks = [look["answered"] for look in database.access_log.find({"why": "umbrella"})]
    assert sorted(looks) == ["authorised"] * 2 + ["no"] + ["yes"] * 3


async def test_only_so_many_are_open_at_once(kiosk: Counter, database: Any) -> None:
    kiosk.world = under(kiosk.world, with_rentals(open_max=1))
    await kiosk.in_state("authorised")
    assert await kiosk.check() == NO
    told = database.inbox.find_one({"parameters.answer": "no"})["parameters"]
    assert (told["enough_rentals.rentals"], told["enough_rentals.most"]) == (1, 1)


async def test_a_level_without_a_line_is_a_no(kiosk: Counter) -> None:
    lines = (CreditLine(level="canopy", minor=9_000),)
    kiosk.world = under(kiosk.world, with_rentals(lines=lines))
    assert await kiosk.check() == NO


async def test_a_quote_keeps_its_terms_when_the_perk_changes(kiosk: Counter) -> None:
    rental, world = await kiosk.quote(), kiosk.world
    kiosk.world = under(world, with_terms(deposit_minor=9_000, minutes=1, minutes_max=1))
    authorised = await kiosk.says("authorise", rental)
    assert authorised.deposit_minor == await kiosk.used() == 2_000
    assert (await kiosk.says("hand_over", rental)).ends_at == NOON + 2 * HOUR
    assert await kiosk.check() == NO  # the new deposit is above the line
    kiosk.world = under(world, msgspec.structs.replace(DEMO, perks=()))
    assert (await kiosk.says("give_back", rental)).state is RentalState.RETURNED


async def test_a_level_lost_takes_nothing_back_and_gives_nothing_more(kiosk: Counter) -> None:
    rental, world = await kiosk.in_state("authorised"), kiosk.world
    lower = tuple(msgspec.structs.replace(line, minor=1_000) for line in RentalNumbers().lines)
    kiosk.world = under(world, with_rentals(lines=lower))
    assert await kiosk.check() == NO
    assert (await kiosk.says("hand_over", rental)).state is RentalState.ACTIVE
    assert await kiosk.used() == 2_000
