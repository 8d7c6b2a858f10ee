"""Pausing through the flows: what stands still meanwhile, what goes on, and what comes after."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from rewards.refusal import Refusal
from service.check.run import check
from service.clock import FixedClock
from service.flows.context import Context
from service.flows.membership.activate import ACTIVATE, Activate
from service.flows.membership.pause import PAUSE, MembershipPaused, Pause
from service.flows.membership.resume import RESUME, MembershipResumed, Resume
from service.flows.own import AccountGone
from service.flows.sign_in.sign_in import SignedIn
from service.flows.tasks.counted import EventCounted
from service.jobs.by_name import run_by_name
from service.members.consents import Purpose
from service.members.link import MemberNotLinked
from service.members.refusals import AlreadyEnrolled, EnrolmentIsActivation, MembershipNotActive
from service.members.states import State, WrongState
from service.programme_demo import DEMO
from service.store.schema.slot import SlotState
from tests.flows.world import World
from tests.jobs.toy import QUICK, open_toys
from tests.people import ALICE, BOB, DAY, HOUR, NOON, UMBRELLA_KIOSK

BOARD = "seeds-weekly"


@pytest.fixture
async def world(mongo_url: str, database_name: str, database: Any) -> AsyncIterator[World]:
    store = (await open_toys(mongo_url, database_name)).store
    yield World(Context(store=store, clock=FixedClock(NOON), programme=lambda: DEMO))
    report = await check(store)
    await store.close()
    assert report.green, report.violations


async def pause(world: World, who: SignedIn, **more: Any) -> Any:
    body = Pause(account=who.account, member=who.member)
    return (await world.apply(PAUSE, body, **more)).answer


async def resume(world: World, who: SignedIn, *invitations: str) -> Any:
    body = Resume(account=who.account, member=who.member, invitations=invitations)
    return (await world.apply(RESUME, body)).answer


async def run(world: World, *jobs: str) -> None:
    for job in jobs:
        slot = await run_by_name(world.context, job, None, stop=asyncio.Event(), effort=QUICK)
        assert not isinstance(slot, Refusal)
        assert slot.state is SlotState.DONE, slot.error


async def test_the_state_changes_in_both_documents_and_is_told(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    assert await pause(world, alice) == MembershipPaused(state="paused", state_at=NOON)
    assert database.members.find_one({"_id": alice.member})["state"] == "paused"
    world.later(days=3)
    answer = await resume(world, alice)
    assert answer == MembershipResumed(
        state="active", state_at=NOON + 3 * DAY, seconds_given=3 * 86_400
    )
    assert database.members.find_one({"_id": alice.member})["state"] == "active"
    kinds = {row["kind"] for row in database.outbox.find({"account": alice.account})}
    assert {"membership_paused", "membership_resumed"} <= kinds


async def test_who_is_paused_does_nothing(world: World) -> None:
    alice = await world.member(ALICE)
    await pause(world, alice)
    for refused in (
        await world.grant(alice, Purpose.SCORE),
        await world.join(alice, "return-umbrella"),
        await world.collect(alice),
        await world.open_pass(alice, "umbrella", UMBRELLA_KIOSK),
    ):
        assert refused == MembershipNotActive(state=State.PAUSED)
    assert isinstance(await pause(world, alice), WrongState)


async def test_a_consent_can_be_taken_back_meanwhile(world: World) -> None:
    alice = await world.member(ALICE)
    await world.grant(alice, Purpose.SCORE)
    await pause(world, alice)
    assert (await world.withdraw(alice, Purpose.SCORE)).state == "paused"
    await resume(world, alice)
    assert [each.purpose for each in (await world.account(alice)).consents] == [Purpose.ENROLMENT]


async def test_nobody_else_resumes_or_pauses(world: World) -> None:
    alice, bob = await world.member(ALICE), await world.newcomer(BOB)
    mixed = SignedIn(**{**_fields(alice), "member": bob.member})
    assert await pause(world, mixed) == AccountGone()
    assert await resume(world, bob) == EnrolmentIsActivation(state=State.PENDING)
    assert isinstance(await resume(world, alice), WrongState)
    assert isinstance(await pause(world, bob), WrongState)


def _fields(signed: SignedIn) -> dict[str, Any]:
    return {name: getattr(signed, name) for name in signed.__struct_fields__}


async def test_the_same_key_pauses_once(world: World) -> None:
    alice = await world.member(ALICE)
    answers = await asyncio.gather(*(pause(world, alice, key="k") for _ in range(10)))
    assert set(answers) == {MembershipPaused(state="paused", state_at=NOON)}
    assert (await world.account(alice)).epoch == 2


async def test_what_happens_meanwhile_counts_neither_then_nor_later(world: World) -> None:
    alice, at_kiosk = await world.linked(ALICE)
    await pause(world, alice)
    world.later(hours=1)
    meanwhile = world.clock.domain_now()
    assert (await world.complete(at_kiosk)).answer == MemberNotLinked()
    world.later(hours=1)
    await resume(world, alice)
    assert (await world.complete(at_kiosk, event_at=meanwhile)).answer == MemberNotLinked()
    assert isinstance((await world.complete(at_kiosk)).answer, EventCounted)


async def test_nothing_withers_or_expires_and_everything_has_its_time_afterwards(
    world: World, database: Any
) -> None:
    alice, at_kiosk = await world.linked(ALICE)
    await world.complete(at_kiosk)
    await world.collect(alice)
    world.later(days=1)
    await world.complete(at_kiosk)
    account = await world.account(alice)
    withers, expires = account.purse.basket[0].withers_at, account.purse.lots[0].expires_at
    await pause(world, alice)
    for _ in range(3):
        world.later(days=160)
        await run(world, "wither_seeds", "expire_seeds", "settle_streaks")
    assert (await world.account(alice)).purse == account.purse
    await resume(world, alice)
    world.later(minutes=5)
    await run(world, "wither_seeds", "expire_seeds", "settle_streaks")
    # 480 days, of which 180 are given back: what would have withered has, the lot has not.
    after = (await world.account(alice)).purse
    assert after.basket == ()
    assert after.lots[0].expires_at == expires + 180 * DAY
    assert world.clock.domain_now() > withers + 180 * DAY


async def test_a_short_pause_takes_nothing_away(world: World) -> None:
    alice, at_kiosk = await world.linked(ALICE)
    await world.complete(at_kiosk)
    withers = (await world.account(alice)).purse.basket[0].withers_at
    await pause(world, alice)
    world.later(days=100)
    await resume(world, alice)
    await run(world, "wither_seeds", "settle_streaks")
    account = await world.account(alice)
    assert account.purse.basket[0].withers_at == withers + 100 * DAY
    assert account.streak.current == 1
    assert (await world.collect(alice)).seeds == 20


async def test_the_board_has_a_paused_member_again_afterwards(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    await world.grant(alice, Purpose.BOARD, BOARD)
    await pause(world, alice)
    world.later(days=100)
    await resume(world, alice)
    rows = list(
        database.consents.find({"account": alice.account, "entry.purpose": "board"}).sort("_id", 1)
    )
    ends = [row["entry"]["grant"]["ends_at"] for row in rows]
    assert ends == [NOON + 90 * DAY, NOON + 190 * DAY]


async def test_invitations_wait(world: World, database: Any) -> None:
    alice, bob = await world.member(ALICE), await world.member(BOB)
    waiting, taken = await world.invite(alice), await world.invite(alice)
    await pause(world, alice)
    await world.attach(bob, taken)
    world.later(days=29)
    await run(world, "expire_invitations")
    await resume(world, alice, waiting, taken, waiting, "no-such-code")
    ends = {row["_id"]: row["ends_at"] for row in database.invitations.find()}
    assert ends == {waiting: NOON + 59 * DAY, taken: NOON + 30 * DAY}
    world.clock.set(NOON + 58 * DAY + HOUR)
    await run(world, "expire_invitations")
    states = {row["_id"]: row["state"] for row in database.invitations.find()}
    # What the newcomer did in time may be told late; the other one still waits.
    assert states == {waiting: "issued", taken: "expired"}


async def test_the_invitation_by_which_one_came_waits_too(world: World, database: Any) -> None:
    alice, bob = await world.member(ALICE), await world.member(BOB)
    code = await world.invite(alice)
    await world.attach(bob, code)
    await pause(world, bob)
    world.later(days=50)
    await run(world, "expire_invitations")
    # Somebody else's is not given time by naming it.
    other = await world.invite(alice)
    await resume(world, bob, other)
    ends = {row["_id"]: row["ends_at"] for row in database.invitations.find()}
    assert ends == {code: NOON + 80 * DAY, other: NOON + 80 * DAY}


async def test_leaving_while_paused_and_coming_back(world: World) -> None:
    alice = await world.member(ALICE)
    await pause(world, alice)
    world.later(days=2)
    assert (await world.withdraw(alice, Purpose.ENROLMENT)).state == "closing"
    assert await resume(world, alice) == EnrolmentIsActivation(state=State.CLOSING)
    world.later(days=2)
    again = await world.member(ALICE)
    account = await world.account(again)
    assert account.state is State.ACTIVE
    assert [(each.since, each.until) for each in account.breaks] == [(NOON, NOON + 4 * DAY)]


async def test_enrolling_is_no_way_out_of_a_pause(world: World) -> None:
    alice = await world.member(ALICE)
    await pause(world, alice)
    body = Activate(
        account=alice.account,
        member=alice.member,
        text_sha256=world.text(Purpose.ENROLMENT),
        display_name=ALICE.name,
        zone=ALICE.zone,
        birth_year=ALICE.birth_year,
    )
    refused = (await world.apply(ACTIVATE, body)).answer
    assert refused == AlreadyEnrolled(state=State.PAUSED)
