"""A name is hidden, and shown again once its member has chosen another."""

from typing import Any

from service.flows.membership.rename import RENAME, Rename
from service.flows.operators.hide_name import HIDE_NAME, HideName, NameHidden
from service.flows.sign_in.sign_in import SignedIn
from service.members.hide_name import MemberUnknown, NoName
from tests.flows.world import World
from tests.people import ALICE, BOB, NOON


async def hide(world: World, member: str) -> Any:
    body = HideName(member=member, reason="an insult")
    return (await world.apply(HIDE_NAME, body, caller="operator:olga")).answer


async def rename(world: World, who: SignedIn, name: str) -> None:
    await world.apply(RENAME, Rename(member=who.member, display_name=name))


async def test_the_member_is_told_why_and_by_whom(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    assert await hide(world, alice.member) == NameHidden(hidden_at=NOON)
    [told] = database.inbox.find({"kind": "name_hidden"})
    assert (told["account"], told["parameters"]) == (alice.account, {"reason": "an insult"})
    [seen] = database.access_log.find({"account": alice.account})
    assert (seen["looker"], seen["who"], seen["why"]) == ("operator", "olga", "an insult")
    [audit] = database.audit_log.find({"action": "hide_name"})
    assert audit["subject"] == f"member:{alice.member}"


async def test_hidden_twice_is_hidden_once(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    await hide(world, alice.member)
    world.later(days=1)
    assert await hide(world, alice.member) == NameHidden(hidden_at=NOON)
    assert database.inbox.count_documents({"kind": "name_hidden"}) == 1


async def test_another_name_is_shown_and_the_same_one_is_not(world: World, database: Any) -> None:
    alice = await world.member(ALICE)
    await hide(world, alice.member)
    for name, hidden_at in (("ALICE", NOON), ("Alba", None), ("Alice", None)):
        await rename(world, alice, name)
        stored = database.members.find_one({"_id": alice.member})
        assert (stored["display_name"], stored["name_hidden_at"]) == (name, hidden_at)


async def test_there_has_to_be_somebody_with_a_name(world: World) -> None:
    bob = await world.newcomer(BOB)
    world.later(days=1)
    assert await hide(world, "nobody") == MemberUnknown()
    assert await hide(world, bob.member) == NoName()
