"""Passes and what a merchant learns; see service/flows/perks/check_eligibility.py."""

import asyncio
from typing import Any

import msgspec

from rewards.economy import ScoreNumbers
from rewards.perks.decide_eligibility import MerchantAnswer
from rewards.perks.passes import mark_of
from rewards.perks.refusals import PassExpired, PassUsed, PerkNotOffered, PerkUnknown, UnknownPass
from rewards.score.evidence import Evidence, EvidenceKind
from rewards.score.score import score
from service.flows.perks.check_eligibility import AnswerWithdrawn, Checked
from service.flows.sign_in.sign_in import SignedIn
from service.members.consents import Purpose
from service.members.refusals import NoConsent
from service.store.schema.documents import CURRENT, Publication, Snapshot
from service.store.schema.page import PUBLICATIONS, SNAPSHOTS
from tests.flows.world import World
from tests.people import ALICE, MINUTE, NOON, RIVERSIDE_BIKES, UMBRELLA_KIOSK

replace = msgspec.structs.replace
NO = Checked(perk="umbrella", answer=MerchantAnswer.NO)


async def customer(world: World) -> SignedIn:
    """A member who lets both merchants ask, and is scored."""
    alice = await world.member(ALICE)
    for merchant in (UMBRELLA_KIOSK, RIVERSIDE_BIKES):
        await world.grant(alice, Purpose.ELIGIBILITY, merchant)
    await world.grant(alice, Purpose.SCORE)
    return alice


def publish(database: Any, account: str) -> None:
    """What a publication leaves behind: 352 points, the lowest level."""
    evidence = [Evidence(id="e", kind=EvidenceKind.TASK_COMPLETED, at=NOON, source="x")]
    numbers = ScoreNumbers(active_days_min=0, evidence_min=1)
    found: Any = score(evidence, active_days=0, at=NOON, numbers=numbers)
    snapshot = Snapshot(
        id=f"2026-02:1:{account}",
        cycle="2026-02",
        revision=1,
        account=account,
        score=found,
        not_available=None,
    )
    pointer = Publication(id=CURRENT, cycle="2026-02", revision=1, cut_off=NOON, published_at=NOON)
    database.snapshots.insert_one(SNAPSHOTS.encode(snapshot))
    database.publications.insert_one(PUBLICATIONS.encode(pointer))


def is_yes(answer: Any, perk: str = "umbrella") -> bool:
    """A yes to something lent names the rental that may be authorised."""
    return isinstance(answer, Checked) and answer == Checked(
        perk=perk,
        answer=MerchantAnswer.YES,
        rental=answer.rental or "",
        quote_ends_at=NOON + 15 * MINUTE,
    )


async def ask(world: World, who: SignedIn, perk: str, merchant: str) -> Any:
    token = (await world.open_pass(who, perk, merchant)).token
    return (await world.check(token, merchant)).answer


async def test_points_of_another_scheme_say_nothing_about_this_ones_levels(
    world: World, database: Any
) -> None:
    """1,000 points are where everybody begins under one scheme, and above the top of the other."""
    alice = await customer(world)
    publish(database, alice.account)
    row = SNAPSHOTS.decode(database.snapshots.find_one())
    assert row.score is not None
    other = replace(row, score=replace(row.score, scheme="points", value=1_000, level="A"))
    database.snapshots.replace_one({"_id": row.id}, SNAPSHOTS.encode(other))
    for perk, merchant in (("umbrella", UMBRELLA_KIOSK), ("bicycle", RIVERSIDE_BIKES)):
        no = await ask(world, alice, perk, merchant)
        assert no == Checked(perk=perk, answer=MerchantAnswer.NO)
    assert database.rentals.count_documents({}) == 0


async def test_yes_for_the_level_that_is_reached_and_no_for_the_other(
    world: World, database: Any
) -> None:
    alice = await customer(world)
    publish(database, alice.account)
    assert is_yes(await ask(world, alice, "umbrella", UMBRELLA_KIOSK))
    no = await ask(world, alice, "bicycle", RIVERSIDE_BIKES)
    assert no == Checked(perk="bicycle", answer=MerchantAnswer.NO)
    told = database.inbox.find_one({"parameters.perk": "bicycle"})["parameters"]
    assert told["level_not_reached.missing"] == 198
    looks = database.access_log.find({"account": alice.account}).sort("at", 1)
    assert {(look["why"], look["answered"]) for look in looks} == {
        ("umbrella", "yes"),
        ("bicycle", "no"),
    }


async def test_without_a_score_the_answer_is_no(world: World, database: Any) -> None:
    alice = await customer(world)
    assert await ask(world, alice, "umbrella", UMBRELLA_KIOSK) == NO
    assert database.inbox.find_one({"parameters.perk": "umbrella"})["parameters"] == {
        "perk": "umbrella",
        "merchant": UMBRELLA_KIOSK,
        "answer": "no",
        "pass": mark_of(database.passes.find_one()["_id"]),
        "score_missing.level": "sprout",
    }


async def test_who_takes_back_the_score_gets_no(world: World, database: Any) -> None:
    alice = await customer(world)
    publish(database, alice.account)
    await world.withdraw(alice, Purpose.SCORE)
    assert await ask(world, alice, "umbrella", UMBRELLA_KIOSK) == NO


async def test_a_consent_withdrawn_after_opening_the_pass_is_a_plain_no(
    world: World, database: Any
) -> None:
    alice = await customer(world)
    publish(database, alice.account)
    token = (await world.open_pass(alice, "umbrella", UMBRELLA_KIOSK)).token
    await world.withdraw(alice, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    assert (await world.check(token, UMBRELLA_KIOSK)).answer == NO


async def test_an_answer_is_not_repeated_after_withdrawal(world: World, database: Any) -> None:
    alice = await customer(world)
    publish(database, alice.account)
    token = (await world.open_pass(alice, "umbrella", UMBRELLA_KIOSK)).token
    assert is_yes((await world.check(token, UMBRELLA_KIOSK, key="k")).answer)
    await world.withdraw(alice, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    replay = await world.check(token, UMBRELLA_KIOSK, key="k")
    assert replay.answer == AnswerWithdrawn()


async def test_a_pass_is_used_once_among_many(world: World, database: Any) -> None:
    alice = await customer(world)
    publish(database, alice.account)
    token = (await world.open_pass(alice, "umbrella", UMBRELLA_KIOSK)).token
    answers = await asyncio.gather(*(world.check(token, UMBRELLA_KIOSK) for _ in range(30)))
    found = [one.answer for one in answers]
    assert sum(is_yes(one) for one in found) == 1
    assert sum(isinstance(one, PassUsed) for one in found) == 29
    assert database.access_log.count_documents({"account": alice.account}) == 30


async def test_a_pass_ends(world: World) -> None:
    alice = await customer(world)
    token = (await world.open_pass(alice, "umbrella", UMBRELLA_KIOSK)).token
    world.later(seconds=60)
    assert isinstance((await world.check(token, UMBRELLA_KIOSK)).answer, PassExpired)


async def test_a_pass_means_nothing_elsewhere_and_is_not_used_up(
    world: World, database: Any
) -> None:
    alice = await customer(world)
    publish(database, alice.account)
    token = (await world.open_pass(alice, "umbrella", UMBRELLA_KIOSK)).token
    assert (await world.check(token, RIVERSIDE_BIKES)).answer == UnknownPass()
    assert is_yes((await world.check(token, UMBRELLA_KIOSK)).answer)


async def test_a_made_up_pass_is_unknown(world: World) -> None:
    assert (await world.check("0" * 32, UMBRELLA_KIOSK)).answer == UnknownPass()


async def test_no_pass_without_consent_to_that_merchant(world: World) -> None:
    alice = await world.member(ALICE)
    assert isinstance(await world.open_pass(alice, "umbrella", UMBRELLA_KIOSK), NoConsent)


async def test_no_pass_for_what_is_not_offered(world: World) -> None:
    alice = await customer(world)
    assert isinstance(await world.open_pass(alice, "umbrella", RIVERSIDE_BIKES), PerkNotOffered)
    assert isinstance(await world.open_pass(alice, "castle", UMBRELLA_KIOSK), PerkUnknown)
