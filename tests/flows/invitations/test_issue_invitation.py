"""A member gets an invitation; see service/flows/invitations/issue_invitation.py."""

import asyncio
from typing import Any

import pytest

from rewards.invitations.code import read_code
from rewards.invitations.refusals import TooManyInvitations
from service.flows.invitations.issue_invitation import ISSUE_INVITATION, IssueInvitation
from service.flows.own import AccountGone
from service.members.consents import Purpose
from service.members.refusals import MembershipNotActive
from service.members.states import State
from service.store.path.state import RuleError
from tests.flows.world import World
from tests.people import ALICE, BOB, DAY, NOON


async def ask(world: World, account: str, **more: Any) -> Any:
    return await world.apply(ISSUE_INVITATION, IssueInvitation(account=account), **more)


async def test_a_code_that_can_be_typed_and_what_it_is_worth(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    issued = (await ask(world, alice.account)).answer
    assert read_code(issued.code.lower()) == issued.code
    assert (issued.inviter_seeds, issued.newcomer_seeds) == (200, 100)
    assert issued.ends_at == NOON + 30 * DAY
    assert database.invitations.find_one({"_id": issued.code})["inviter"] == alice.account
    account = await world.account(alice)
    assert account.inviting.open == 1
    event = database.outbox.find_one({"account": alice.account, "kind": "invitation_issued"})
    assert event["sequence"] == account.version


async def test_the_same_key_gets_the_same_code(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    answers = await asyncio.gather(*(ask(world, alice.account, key="k") for _ in range(20)))
    assert len({one.answer.code for one in answers}) == 1
    assert sum(not one.replayed for one in answers) == 1
    assert database.invitations.count_documents({}) == 1


async def test_ten_are_open_at_once_even_if_asked_for_at_once(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    asked = await asyncio.gather(*(ask(world, alice.account) for _ in range(30)))
    answers = [one.answer for one in asked]
    refused = [one for one in answers if isinstance(one, TooManyInvitations)]
    assert set(refused) == {TooManyInvitations(open=10, most=10)}
    assert len(answers) - len(refused) == database.invitations.count_documents({}) == 10


async def test_one_that_is_taken_up_makes_room(world: World) -> None:
    alice = await world.member(ALICE)
    codes = [await world.invite(alice) for _ in range(10)]
    await world.attach(await world.member(BOB), codes[3])
    assert (await world.account(alice)).inviting.open == 9
    assert await world.invite(alice) not in codes


async def test_a_code_that_somebody_has_is_not_given_out_again(world: World) -> None:
    alice, bob = await world.member(ALICE), await world.member(BOB)
    ids = tuple(f"{n:032x}" for n in range(3))
    first = (await ask(world, alice.account, ids=ids)).answer
    second = (await ask(world, bob.account, ids=ids)).answer
    assert (first.code, second.code) == ("0000000000", "0000000001")
    assert (await ask(world, bob.account, ids=ids)).answer.code == "0000000002"
    with pytest.raises(RuleError):
        await ask(world, bob.account, ids=ids)


async def test_only_an_active_membership_invites(world: World, database: Any) -> None:
    newcomer = await world.newcomer(ALICE)
    pending = (await ask(world, newcomer.account)).answer
    assert pending == MembershipNotActive(state=State.PENDING)
    bob = await world.member(BOB)
    await world.withdraw(bob, Purpose.ENROLMENT)
    closing = (await ask(world, bob.account)).answer
    assert closing == MembershipNotActive(state=State.CLOSING)
    assert (await ask(world, "nobody")).answer == AccountGone()
    assert database.invitations.count_documents({}) == 0
