"""By what means notices come: the address is the member's own, and a choice leaves the rest be."""

from typing import Any

from service.flows.notices.forget_address import FORGET_ADDRESS, AddressForgotten, ForgetAddress
from service.flows.notices.set_reach import SET_REACH, ReachSet, SetReach
from service.flows.own import AccountGone
from service.flows.sign_in.sign_in import SignedIn
from service.language.languages import Language
from service.members.reach import ContactIsAnother
from tests.flows.world import World
from tests.people import ALICE, BOB


async def choose(world: World, who: SignedIn, sealed: str = "sealed", **more: Any) -> Any:
    body = SetReach(account=who.account, member=who.member, language=Language.ZH_CN, **more)
    return (await world.apply(SET_REACH, body, ids=(sealed,))).answer


async def test_the_address_one_signs_in_with_is_kept_sealed(world: World, database: Any) -> None:
    alice = await world.newcomer(ALICE)
    said = await choose(world, alice, contact="Alice")
    assert said == ReachSet(has_address=True, email=True, push=True)
    kept = database.reaches.find_one()
    assert (kept["_id"], kept["email"]) == (
        alice.account,
        {"sealed": "sealed", "language": "zh-CN"},
    )


async def test_another_address_is_refused_and_the_first_one_stays(
    world: World, database: Any
) -> None:
    alice, bob = await world.newcomer(ALICE), await world.newcomer(BOB)
    assert await choose(world, alice, contact="Bob") == ContactIsAnother()
    assert database.reaches.count_documents({}) == 0
    await choose(world, alice, contact="Alice")
    assert await choose(world, alice, "other", contact="Bob") == ContactIsAnother()
    assert database.reaches.find_one()["email"]["sealed"] == "sealed"
    stranger = SetReach(
        account=bob.account, member=alice.member, contact="Alice", language=Language.EN
    )
    said = (await world.apply(SET_REACH, stranger, ids=("sealed",))).answer
    assert said == AccountGone()


async def test_nothing_is_kept_of_who_is_no_member_any_more(world: World, database: Any) -> None:
    alice = await world.newcomer(ALICE)
    database.members.delete_many({})
    assert await choose(world, alice, push=False) == AccountGone()
    assert database.reaches.count_documents({}) == 0


async def test_a_choice_leaves_the_rest_as_it_is(world: World) -> None:
    alice = await world.newcomer(ALICE)
    assert await choose(world, alice, push=False) == ReachSet(
        has_address=False, email=True, push=False
    )
    await choose(world, alice, contact="Alice")
    assert await choose(world, alice, email=False) == ReachSet(
        has_address=True, email=False, push=False
    )


async def test_a_forgotten_address_is_nowhere_and_choices_stay(world: World, database: Any) -> None:
    alice = await world.newcomer(ALICE)
    await choose(world, alice, contact="Alice", push=False)
    body = ForgetAddress(account=alice.account)
    for _ in range(2):
        assert (await world.apply(FORGET_ADDRESS, body)).answer == AddressForgotten()
    kept = database.reaches.find_one()
    assert (kept["email"], kept["wants_push"]) == (None, False)
