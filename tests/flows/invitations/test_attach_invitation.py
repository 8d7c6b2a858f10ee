"""A newcomer names an invitation; see service/flows/invitations/attach_invitation.py."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from rewards.invitations.refusals import (
    AlreadyInvited,
    HasInvited,
    InvitationEnded,
    InvitationTaken,
    InvitationUnknown,
    JoinedTooLongAgo,
    OwnInvitation,
)
from service.flows.invitations.attach_invitation import InvitationAttached
from service.members.consents import Purpose
from service.members.refusals import MembershipNotActive
from service.members.states import State
from tests.flows.world import World
from tests.people import ALICE, BOB, CHARLIE, DAY, HOUR, NOON

NOBODYS = "ZZZZZZZZZZ"


async def test_both_remember_and_are_told_by_an_event(world: World, database: Any) -> None:
    alice, bob = await world.member(ALICE), await world.member(BOB)
    code = await world.invite(alice)
    named = await world.attach(bob, code)
    assert named == InvitationAttached(seeds=100, first_percent=20, days=1, ends_at=NOON + 30 * DAY)
    inviter, newcomer = await world.account(alice), await world.account(bob)
    assert (inviter.inviting.invited, inviter.inviting.open) == (1, 0)
    assert (newcomer.inviting.inviter, newcomer.inviting.invitation) == (alice.account, code)
    events = list(database.outbox.find({"kind": "invitation_joined"}))
    assert {each["account"] for each in events} == {alice.account, bob.account}
    for each in events:
        assert alice.account not in each["data"].decode()
        assert bob.account not in each["data"].decode()


async def test_the_same_key_gets_the_same_answer_and_another_a_refusal(world: World) -> None:
    alice, bob = await world.member(ALICE), await world.member(BOB)
    code = await world.invite(alice)
    first = await world.attach(bob, code, key="k")
    assert await world.attach(bob, code, key="k") == first
    assert await world.attach(bob, code) == AlreadyInvited()
    assert (await world.account(alice)).inviting.invited == 1


async def test_codes_that_nobody_has_are_unknown_however_they_look(world: World) -> None:
    bob = await world.member(BOB)
    before = await world.account(bob)
    for code in (NOBODYS, "", "nonsense", "0" * 32, "a\x00b", bob.account, "$where"):
        assert await world.attach(bob, code) == InvitationUnknown()
    assert await world.account(bob) == before


async def test_nobody_takes_up_their_own(world: World) -> None:
    alice = await world.member(ALICE)
    assert await world.attach(alice, await world.invite(alice)) == OwnInvitation()


async def test_one_that_is_taken_is_taken(world: World) -> None:
    alice, bob, charlie = [await world.member(one) for one in (ALICE, BOB, CHARLIE)]
    code = await world.invite(alice)
    await world.attach(bob, code)
    assert await world.attach(charlie, code) == InvitationTaken()
    assert (await world.account(charlie)).inviting.inviter is None


async def test_nobody_has_two_inviters(world: World) -> None:
    alice, bob, charlie = [await world.member(one) for one in (ALICE, BOB, CHARLIE)]
    await world.attach(charlie, await world.invite(alice))
    assert await world.attach(charlie, await world.invite(bob)) == AlreadyInvited()


async def test_a_ring_does_not_close(world: World) -> None:
    alice, bob, charlie = [await world.member(one) for one in (ALICE, BOB, CHARLIE)]
    await world.attach(bob, await world.invite(alice))
    assert await world.attach(alice, await world.invite(bob)) == HasInvited(invited=1)
    await world.attach(charlie, await world.invite(bob))
    assert await world.attach(alice, await world.invite(charlie)) == HasInvited(invited=1)


async def test_two_who_invite_each_other_at_once_make_one_inviter(world: World) -> None:
    alice, bob = await world.member(ALICE), await world.member(BOB)
    from_alice, from_bob = await world.invite(alice), await world.invite(bob)
    answers = await asyncio.gather(world.attach(bob, from_alice), world.attach(alice, from_bob))
    assert sorted(type(one).__name__ for one in answers) == ["HasInvited", "InvitationAttached"]


async def test_it_is_named_within_an_hour_of_joining(world: World) -> None:
    alice, bob = await world.member(ALICE), await world.member(BOB)
    code = await world.invite(alice)
    world.later(hours=1, milliseconds=1)
    late = JoinedTooLongAgo(joined_at=NOON, minutes_max=60)
    assert await world.attach(bob, code) == late
    charlie = await world.member(CHARLIE)
    world.later(hours=1)
    assert isinstance(await world.attach(charlie, code), InvitationAttached)


async def test_who_left_and_came_back_is_no_newcomer(world: World) -> None:
    alice, bob = await world.member(ALICE), await world.member(BOB)
    world.later(hours=2)
    await world.withdraw(bob, Purpose.ENROLMENT)
    bob = await world.member(BOB)
    refused = await world.attach(bob, await world.invite(alice))
    assert refused == JoinedTooLongAgo(joined_at=NOON, minutes_max=60)


@pytest.mark.parametrize("code", [NOBODYS, "mine", "taken", "open"])
async def test_who_is_no_newcomer_learns_nothing_about_a_code(world: World, code: str) -> None:
    alice, bob, charlie = [await world.member(one) for one in (ALICE, BOB, CHARLIE)]
    codes = {"mine": await world.invite(charlie), "taken": await world.invite(alice)}
    codes["open"] = await world.invite(alice)
    await world.attach(bob, codes["taken"])
    world.later(hours=2)
    refused = await world.attach(charlie, codes.get(code, code))
    assert refused == JoinedTooLongAgo(joined_at=NOON, minutes_max=60)


async def test_one_that_has_run_out_is_over_before_any_job_says_so(world: World) -> None:
    alice = await world.member(ALICE)
    code = await world.invite(alice)
    world.later(days=30)
    bob = await world.member(BOB)
    assert await world.attach(bob, code) == InvitationEnded(ended_at=NOON + 30 * DAY)


async def test_the_last_moment_counts(world: World) -> None:
    alice = await world.member(ALICE)
    code = await world.invite(alice)
    world.clock.advance(30 * DAY - timedelta(milliseconds=1))
    assert isinstance(await world.attach(await world.member(BOB), code), InvitationAttached)


async def test_only_an_active_membership_has_come(world: World) -> None:
    alice, bob = await world.member(ALICE), await world.newcomer(BOB)
    refused = await world.attach(bob, await world.invite(alice))
    assert refused == MembershipNotActive(state=State.PENDING)


async def test_who_has_left_has_taken_the_invitations_along(world: World) -> None:
    alice, bob = await world.member(ALICE), await world.member(BOB)
    code = await world.invite(alice)
    await world.withdraw(alice, Purpose.ENROLMENT)
    assert await world.attach(bob, code) == InvitationUnknown()
    assert (await world.account(bob)).inviting.inviter is None
    world.later(minutes=30)
    await world.member(ALICE)
    assert isinstance(await world.attach(bob, code), InvitationAttached)
    assert world.clock.domain_now() < NOON + HOUR
