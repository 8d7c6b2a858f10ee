"""What a newcomer's tasks do for the invitation; see qualify_invitation.py."""

import asyncio
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from rewards.economy import InvitationNumbers
from rewards.invitations.inviting import Inviting
from service.flows.sign_in.sign_in import SignedIn
from service.flows.tasks.event import SourceEvent
from service.flows.tasks.report_event import REPORT_EVENT
from service.members.link import Pseudonym
from service.programme import Programme
from service.programme_demo import DEMO
from service.store.path.command import Command
from service.store.path.state import State, View
from service.store.schema.page import ACCOUNTS, INVITATIONS, PSEUDONYMS
from tests.flows.world import World
from tests.people import ALICE, BOB, DAY, HOUR, MINUTE, NOON, UMBRELLA_KIOSK, account_of


def days(number: int) -> Programme:
    """The demo, with so many days to qualify."""
    numbers = msgspec.structs.replace(
        DEMO.numbers, invitations=InvitationNumbers(qualifying_days=number)
    )
    return msgspec.structs.replace(DEMO, numbers=numbers)


async def pair(world: World) -> tuple[SignedIn, SignedIn, str, str]:
    """Alice, Bob whom she has brought, the kiosk's id for him, and the code."""
    alice, (bob, member) = await world.member(ALICE), await world.linked(BOB)
    code = await world.invite(alice)
    await world.attach(bob, code)
    return alice, bob, member, code


async def test_a_trusted_task_qualifies_and_leaves_the_inviters_account_alone(
    world: World, database: Any
) -> None:
    alice, bob, member, code = await pair(world)
    before = await world.account(alice)
    assert (await world.complete(member)).answer.seeds == 20
    invitation = database.invitations.find_one({"_id": code})
    assert (invitation["state"], invitation["ends_at"]) == ("qualified", None)
    assert await world.account(alice) == before
    newcomer = await world.account(bob)
    assert (newcomer.inviting.days, newcomer.purse.ripe) == (None, 20)
    fact = database.evidence.find_one({"kind": "invitation_qualified"})
    assert (fact["account"], fact["_id"]) == (alice.account, f"invitation:{code}:qualified")
    told = database.inbox.find({"kind": "invitation_qualified"})
    assert {each["account"]: each["parameters"]["role"] for each in told} == {
        alice.account: "inviter",
        bob.account: "newcomer",
    }
    assert database.outbox.count_documents({"kind": "invitation_qualified"}) == 1


async def test_it_takes_trusted_tasks_on_three_days(world: World, database: Any) -> None:
    world.context = replace(world.context, programme=lambda: days(3))
    _, bob, member, code = await pair(world)
    for done in (("2026-03-04",), ("2026-03-04", "2026-03-05")):
        assert (await world.complete(member)).answer.seeds == 20
        assert (await world.account(bob)).inviting.days == done
        assert database.invitations.find_one({"_id": code})["state"] == "joined"
        assert (await world.complete(member)).answer.already
        world.later(days=1)
    await world.complete(member)
    assert (await world.account(bob)).inviting.days is None
    assert database.invitations.find_one({"_id": code})["state"] == "qualified"


async def test_a_day_on_which_nothing_stands_any_more_does_not_help(world: World) -> None:
    world.context = replace(world.context, programme=lambda: days(3))
    _, bob, member, _ = await pair(world)
    await world.complete(member, event="a")
    await world.complete(member, event="b")
    await world.reverse(member, event="a")
    assert (await world.account(bob)).inviting.days == ("2026-03-04",)
    await world.reverse(member, event="b")
    assert (await world.account(bob)).inviting.days == ()


async def test_fifty_reports_at_once_qualify_once(world: World, database: Any) -> None:
    alice, _, member, _ = await pair(world)
    await asyncio.gather(
        *(world.complete(member, key=f"k{n % 5}", event_at=NOON) for n in range(50))
    )
    assert database.evidence.count_documents({"account": alice.account}) == 2
    assert database.inbox.count_documents({"kind": "invitation_qualified"}) == 2


async def test_what_comes_after_changes_nothing_more(world: World, database: Any) -> None:
    _, bob, member, code = await pair(world)
    await world.complete(member)
    version = database.invitations.find_one({"_id": code})["version"]
    for _ in range(3):
        world.later(days=1)
        await world.complete(member)
    assert database.invitations.find_one({"_id": code})["version"] == version
    assert (await world.account(bob)).purse.ripe == 80


async def test_a_task_from_before_the_invitation_does_not_count(
    world: World, database: Any
) -> None:
    alice, (bob, member) = await world.member(ALICE), await world.linked(BOB)
    code = await world.invite(alice)
    world.later(minutes=30)
    await world.attach(bob, code)
    assert (await world.complete(member, event_at=NOON + 20 * MINUTE)).answer.seeds == 20
    assert database.invitations.find_one({"_id": code})["state"] == "joined"
    assert (await world.account(bob)).inviting.days == ()


@pytest.mark.parametrize(("late", "state"), [(HOUR, "qualified"), (-HOUR, "joined")])
async def test_when_it_was_done_counts_not_when_it_was_reported(
    world: World, database: Any, late: Any, state: str
) -> None:
    _, _, member, code = await pair(world)
    ends_at = NOON + 30 * DAY
    world.clock.set(ends_at + 2 * HOUR)
    assert (await world.complete(member, event_at=ends_at - late)).answer.seeds == 20
    assert database.invitations.find_one({"_id": code})["state"] == state


async def test_who_joins_by_it_and_does_a_task_at_the_same_moment(
    world: World, database: Any
) -> None:
    alice, (bob, member) = await world.member(ALICE), await world.linked(BOB)
    code = await world.invite(alice)
    _, done = await asyncio.gather(world.attach(bob, code), world.complete(member))
    assert done.answer.seeds == 20
    assert database.invitations.find_one({"_id": code})["state"] == "qualified"


@pytest.mark.parametrize(
    ("inviting", "loads"),
    [
        (Inviting(), False),
        (Inviting(invited=3, open=2), False),
        (Inviting(inviter="alice", invitation="i1"), False),
        (Inviting(inviter="alice", invitation="i1", days=()), False),
        (Inviting(inviter="alice", invitation="i1", days=("2026-03-03",)), False),
        (Inviting(inviter="alice", invitation="i1", days=("2026-03-02", "2026-03-03")), True),
    ],
)
def test_the_normal_path_loads_no_invitation(inviting: Inviting, loads: bool) -> None:
    account = msgspec.structs.replace(account_of(BOB), inviting=inviting)
    pseudonym = Pseudonym(id="p", merchant=UMBRELLA_KIOSK, account=account.id, at=NOON)
    state = State()
    state.learn(PSEUDONYMS.key("p"), pseudonym)
    state.learn(ACCOUNTS.key(account.id), account)
    body = SourceEvent(
        source=UMBRELLA_KIOSK, member="p", task="weekly-ride", event="e1", event_at=NOON
    )
    command: Command[SourceEvent] = Command(
        rule=REPORT_EVENT,
        body=body,
        caller="test",
        key=None,
        at=NOON,
        domain_at=NOON,
        programme=days(3),
    )
    keys = list(REPORT_EVENT.needs(command, View(state)))
    assert (INVITATIONS.key("i1") in keys) == loads
    assert loads or not [key for key in keys if key.collection == INVITATIONS.name]
