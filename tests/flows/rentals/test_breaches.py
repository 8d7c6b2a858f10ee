"""Broken promises: proposed, told of, objected to, made good; the rental follows its evidence."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from rewards.perks.rentals.claim import BreachReason, breach_id
from rewards.perks.rentals.history import Teller
from rewards.perks.rentals.refusals import (
    BreachUnknown,
    DisputeOpen,
    FaultReported,
    GraceNotOver,
    NothingBroken,
    WrongRentalState,
)
from rewards.perks.rentals.rental import RentalState
from rewards.refusal import Refusal
from rewards.score.evidence import Status
from rewards.score.standing.refusals import AlreadyChallenged, ChallengeTooLate
from service.check.run import check
from service.members.consents import Purpose
from tests.flows.challenges.scenes import Court, court
from tests.flows.rentals.scenes import run_job
from tests.flows.world import World
from tests.people import HOUR, NOON, UMBRELLA_KIOSK

S = RentalState


@pytest.fixture
async def alice(world: World, database: Any) -> AsyncIterator[Court]:
    yield await court(world, database)
    report = await check(world.context.store)
    assert report.green, report.violations


async def state(alice: Court, rental: str) -> RentalState:
    return (await alice.counter.rental(rental)).state


async def breached(alice: Court) -> str:
    """A breach that was told of and not objected to in time."""
    rental = await alice.counter.broken()
    alice.delivered(breach_id(rental))
    alice.world.later(days=7)
    await alice.run("count_proposed")
    assert await state(alice, rental) is S.BREACHED
    return rental


async def test_what_did_not_come_back_is_broken_after_its_grace(
    alice: Court, database: Any
) -> None:
    kiosk = alice.counter
    rental = await kiosk.late()
    kiosk.world.later(days=3, hours=-1, milliseconds=-1)
    refusal = await kiosk.says("breach", rental)
    assert refusal == GraceNotOver(until=NOON + 74 * HOUR)
    kiosk.world.later(milliseconds=1)
    broken = await kiosk.says("breach", rental)
    assert (broken.state, broken.breach) == (S.BREACH_PROPOSED, BreachReason.NOT_RETURNED)
    assert (await alice.row(breach_id(rental))).status is Status.PROPOSED
    assert alice.told() == ["penalty_proposed"]
    assert await kiosk.used() == 2_000
    kept = await kiosk.rental(rental)
    assert kept.statements[-1].words == "breach, says the kiosk"


async def test_it_counts_seven_days_after_its_notice_and_not_before(alice: Court) -> None:
    rental = await alice.counter.broken()
    alice.world.later(days=99)
    await alice.run("count_proposed")
    assert await state(alice, rental) is S.BREACH_PROPOSED
    alice.delivered(breach_id(rental))
    alice.world.later(days=7)
    await alice.run("count_proposed")
    assert await state(alice, rental) is S.BREACHED
    assert (await alice.row(breach_id(rental))).status is Status.COUNTED
    kept = await alice.counter.rental(rental)
    assert (kept.history[-1].what, kept.history[-1].by) == ("breached", Teller.PROGRAMME)


@pytest.mark.parametrize("counted", [False, True])
async def test_an_appeal_takes_its_effect_and_a_silent_merchant_loses(
    alice: Court, database: Any, counted: bool
) -> None:
    rental = await (breached(alice) if counted else alice.counter.broken())
    appeal = await alice.counter.member_says("appeal", rental)
    assert (appeal.state, appeal.statement) == ("asked", "appeal, says the member")
    assert await state(alice, rental) is S.DISPUTED
    alice.world.later(days=7)
    await alice.run("end_challenges")
    settled = await alice.counter.rental(rental)
    assert settled.state is S.SETTLED
    assert settled.breach is not None
    assert settled.breach.reversed
    assert await alice.counter.used() == 0
    kinds = {row["kind"]: row["status"] for row in database.evidence.find({"reference": rental})}
    assert kinds == {"breach": "reversed", "rental_kept_small": "counted"}


async def test_an_operator_decides_and_it_goes_back_to_where_it_was(alice: Court) -> None:
    told, not_told = await breached(alice), await alice.counter.broken()
    for rental in (told, not_told):
        await alice.counter.member_says("appeal", rental)
        await alice.answer(breach_id(rental), insists=True)
        assert await state(alice, rental) is S.DISPUTED
        await alice.decide(breach_id(rental), upheld=True)
    assert await state(alice, told) is S.BREACHED
    assert await state(alice, not_told) is S.BREACH_PROPOSED
    again = await alice.counter.member_says("appeal", told)
    assert again == AlreadyChallenged(state="upheld")


async def test_a_merchant_that_gives_in_settles_it(alice: Court) -> None:
    rental = await breached(alice)
    await alice.counter.member_says("appeal", rental)
    await alice.answer(breach_id(rental), insists=False)
    assert await state(alice, rental) is S.SETTLED


async def test_an_appeal_is_made_in_thirty_days_of_the_notice(alice: Court) -> None:
    rental = await alice.counter.broken()
    at = alice.delivered(breach_id(rental))
    until = alice.world.later(days=30)
    alice.world.later(milliseconds=1)
    assert until == at + 30 * 24 * HOUR
    late = await alice.counter.member_says("appeal", rental)
    assert late == ChallengeTooLate(until=until)


async def test_nothing_is_appealed_that_nobody_said(alice: Court) -> None:
    rental = await alice.counter.late()
    answer = await alice.counter.member_says("appeal", rental)
    assert answer == BreachUnknown(state=S.OVERDUE)


@pytest.mark.parametrize("verb", ["cure", "give_back"])
@pytest.mark.parametrize("counted", [False, True])
async def test_what_comes_back_after_all_is_cured_and_frees_the_line(
    alice: Court, database: Any, verb: str, counted: bool
) -> None:
    rental = await (breached(alice) if counted else alice.counter.broken())
    now = alice.world.clock.domain_now()
    more = {"returned_at": now} if verb == "cure" else {}
    cured = await alice.counter.says(verb, rental, **more)
    assert (cured.state, cured.returned_at) == (S.CURED, now)
    assert await alice.counter.used() == 0
    row = await alice.row(breach_id(rental))
    assert row.made_good_at == now
    assert row.status is (Status.CURED if counted else Status.PROPOSED)
    kinds = {row["kind"] for row in database.evidence.find({"reference": rental})}
    assert kinds == {"breach"}
    for again in ("cure", "give_back", "settle", "breach"):
        assert isinstance(await alice.counter.says(again, rental), Refusal), again


async def test_cured_before_it_counts_counts_as_cured(alice: Court) -> None:
    rental = await alice.counter.broken()
    await alice.counter.says("cure", rental)
    alice.delivered(breach_id(rental))
    alice.world.later(days=7)
    await alice.run("count_proposed")
    assert (await alice.row(breach_id(rental))).status is Status.CURED
    assert await state(alice, rental) is S.CURED


async def test_who_paid_and_was_right_has_kept_the_promise(alice: Court, database: Any) -> None:
    rental = await breached(alice)
    await alice.counter.says("cure", rental)
    await alice.counter.member_says("appeal", rental)
    assert await state(alice, rental) is S.CURED
    alice.world.later(days=7)
    await alice.run("end_challenges")
    assert await state(alice, rental) is S.SETTLED
    kinds = {row["kind"] for row in database.evidence.find({"reference": rental})}
    assert kinds == {"breach", "rental_kept_small"}


@pytest.mark.parametrize("who", ["merchant", "operator"])
async def test_curing_the_evidence_cures_the_rental(alice: Court, who: str) -> None:
    rental = await breached(alice)
    evidence = breach_id(rental)
    await (alice.cure(evidence) if who == "merchant" else alice.operator_cures(evidence))
    assert await state(alice, rental) is S.CURED
    assert await alice.counter.used() == 0


@pytest.mark.parametrize("counted", [False, True])
async def test_a_merchant_takes_back_what_it_said(
    alice: Court, database: Any, counted: bool
) -> None:
    rental = await (breached(alice) if counted else alice.counter.broken())
    settled = await alice.counter.says("settle", rental)
    assert (settled.state, settled.breach) == (S.SETTLED, None)
    assert (await alice.row(breach_id(rental))).status is Status.REVERSED
    assert database.inbox.count_documents({"kind": "rental_settled"}) == 1
    assert await alice.counter.used() == 0


async def test_who_is_asked_answers_and_does_not_settle_past_it(alice: Court) -> None:
    rental = await alice.counter.broken()
    await alice.counter.member_says("appeal", rental)
    assert await alice.counter.says("settle", rental) == DisputeOpen()
    assert await state(alice, rental) is S.DISPUTED


@pytest.mark.parametrize("what", ["damage", "loss"])
async def test_what_is_not_paid_is_broken_after_the_grace(alice: Court, what: str) -> None:
    kiosk = alice.counter
    rental = await kiosk.in_state("returned" if what == "damage" else "active")
    if what == "damage":
        assert await kiosk.says("breach", rental) == NothingBroken()
        await kiosk.says("claim", rental, amount_minor=500)
    else:
        await kiosk.member_says("lose", rental)
    assert isinstance(await kiosk.says("breach", rental), GraceNotOver)
    kiosk.world.later(days=3)
    assert (await kiosk.says("breach", rental)).breach == f"{what}_unpaid"
    paid = await kiosk.says("cure", rental)
    assert paid.state is S.CURED
    if what == "damage":
        assert isinstance(await kiosk.says("give_back", rental), WrongRentalState)


async def test_nothing_is_broken_while_its_clock_stands(alice: Court) -> None:
    rental = await alice.counter.late()
    at = alice.world.clock.domain_now()
    await alice.counter.member_says("report_fault", rental)
    alice.world.later(days=9)
    assert await alice.counter.says("breach", rental) == FaultReported(at=at)


async def test_half_a_year_later_the_line_is_free_and_the_breach_stays(
    alice: Court, database: Any
) -> None:
    rental = await breached(alice)
    alice.world.later(days=180, milliseconds=-1)
    await run_job(alice.world, "give_up_breaches")
    assert await state(alice, rental) is S.BREACHED
    alice.world.later(milliseconds=1)
    for _ in range(2):
        await run_job(alice.world, "give_up_breaches")
    assert await state(alice, rental) is S.SETTLED
    assert await alice.counter.used() == 0
    assert (await alice.row(breach_id(rental))).status is Status.COUNTED
    assert database.inbox.count_documents({"kind": "rental_given_up"}) == 1
    kinds = {row["kind"] for row in database.evidence.find({"reference": rental})}
    assert kinds == {"breach"}


async def test_all_of_it_goes_on_after_the_consent_is_gone(alice: Court) -> None:
    rental = await alice.counter.broken()
    await alice.world.withdraw(alice.counter.who, Purpose.ELIGIBILITY, UMBRELLA_KIOSK)
    await alice.counter.member_says("appeal", rental)
    await alice.answer(breach_id(rental), insists=False)
    assert await state(alice, rental) is S.SETTLED


async def test_a_cure_an_appeal_and_a_job_at_once_end_in_one_state(alice: Court) -> None:
    for _ in range(5):
        rental = await alice.counter.broken()
        alice.delivered(breach_id(rental))
        alice.world.later(days=7)
        answers = await asyncio.gather(
            alice.counter.says("give_back", rental),
            alice.counter.member_says("appeal", rental),
            alice.run("count_proposed"),
            alice.counter.says("settle", rental),
        )
        assert len(answers) == 4
        kept, row = await alice.counter.rental(rental), await alice.row(breach_id(rental))
        assert kept.state in {S.CURED, S.SETTLED, S.DISPUTED}
        assert (kept.state is S.SETTLED) is (row.status is Status.REVERSED)
        if kept.state is S.DISPUTED:
            await alice.answer(breach_id(rental), insists=False)


async def test_the_check_sees_a_rental_that_does_not_follow(alice: Court, database: Any) -> None:
    rental = await breached(alice)
    database.rentals.update_one({"_id": rental}, {"$set": {"state": "disputed"}})
    report = await check(alice.world.context.store)
    assert [one.sentence for one in report.violations] == [
        "is disputed, and its broken promise is counted"
    ]
    database.rentals.update_one({"_id": rental}, {"$set": {"state": "breached"}})
